package io.kagami.mirror.cli.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kagami.mirror.event.PartitionEvent;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A status as JSON. What is not known is {@code null}; what is estimated says so in its name. */
public final class StatusJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MS_PER_S = 1e3;

    private StatusJson() {}

    /** One object. */
    public static ObjectNode of(MirrorStatus status) {
        ObjectNode json =
                JSON.createObjectNode().put("time", status.time().toString()).put("healthy", status.isHealthy());
        ArrayNode flows = json.putArray("flows");
        status.flows().forEach(flow -> flow(flows.addObject(), flow));
        ArrayNode targets = json.putArray("targets");
        status.workers().forEach(workers -> workers(targets.addObject(), workers));
        ArrayNode unreachable = json.putArray("unreachable");
        status.unreachable().forEach(unreachable::add);
        return json;
    }

    private static void flow(ObjectNode json, FlowView flow) {
        json.put("flow", flow.flow().toString())
                .put("source", flow.flow().source().name())
                .put("target", flow.flow().target().name())
                .put("state", flow.state().toString())
                .put("healthy", flow.isHealthy());
        flow.progress().ifPresentOrElse(progress -> progress(json, progress), () -> json.putNull("lag"));
        seconds(json, "checkpointAgeSeconds", flow.signs().checkpoint());
        seconds(json, "heartbeatAgeSeconds", flow.signs().heartbeat());
        ArrayNode connectors = json.putArray("connectors");
        flow.connectors().forEach(each -> connector(connectors.addObject(), each));
        ArrayNode sick = json.putArray("sick");
        flow.sick().forEach(event -> sick(sick.addObject(), event));
        ArrayNode remarks = json.putArray("remarks");
        flow.remarks().forEach(remarks::add);
    }

    private static void progress(ObjectNode json, CopyProgress progress) {
        json.put("topics", progress.topics())
                .put(
                        "partitions",
                        progress.partitions().size() + progress.silent().size())
                .put("notBegun", progress.notBegun());
        put(
                json,
                "recordsPerSecond",
                progress.rates()
                        .map(rates -> OptionalDouble.of(rates.recordsPerSecond()))
                        .orElse(OptionalDouble.empty()));
        putWhole(
                json,
                "bytesPerSecondEstimated",
                progress.rates()
                        .filter(rates -> progress.bytesAreKnown())
                        .map(rates -> OptionalDouble.of(rates.bytesPerSecond()))
                        .orElse(OptionalDouble.empty()));
        ObjectNode lag = json.putObject("lag").put("records", progress.lagRecords());
        putWhole(lag, "bytesEstimated", progress.lagBytes());
        put(lag, "seconds", seconds(progress.lagMs()));
        lag.put("secondsIsLowerBound", !progress.lagMsIsWhole());
        ArrayNode behind = json.putArray("behind");
        progress.behind().forEach(each -> partition(behind.addObject(), each));
        ArrayNode silent = json.putArray("withoutLeader");
        progress.silent().forEach(each -> silent.add(each.toString()));
    }

    private static void partition(ObjectNode json, PartitionLag lag) {
        json.put("topic", lag.source().topic())
                .put("partition", lag.source().partition())
                .put("begun", lag.begun())
                .put("position", lag.position())
                .put("end", lag.end())
                .put("lagRecords", lag.records());
        putWhole(json, "lagBytesEstimated", lag.bytes());
        put(json, "lagSeconds", seconds(lag.waitingMs()));
    }

    private static void connector(ObjectNode json, ConnectorView connector) {
        json.put("name", connector.name())
                .put("kind", connector.kind().name().toLowerCase(Locale.ROOT))
                .put("state", connector.state());
        if (!connector.process().isEmpty()) {
            json.put("process", connector.process());
        }
        failure(json, connector.failure());
        ArrayNode tasks = json.putArray("tasks");
        connector.tasks().forEach(task -> {
            ObjectNode each = tasks.addObject()
                    .put("task", task.number())
                    .put("state", task.state())
                    .put("process", task.process());
            failure(each, task.failure());
        });
    }

    private static void failure(ObjectNode json, String failure) {
        if (!failure.isEmpty()) {
            json.put("failure", failure);
        }
    }

    private static void sick(ObjectNode json, PartitionEvent event) {
        json.put("topic", event.source().topic())
                .put("partition", event.source().partition())
                .put("event", event.kind().key())
                .put("policy", event.policy().key())
                .put("upstreamOffset", event.offsets().upstream())
                .put("downstreamOffset", event.offsets().downstream())
                .put("since", event.time().toString())
                .put("message", event.message())
                .put("advice", event.kind().advice());
    }

    private static void workers(ObjectNode json, WorkersView workers) {
        json.put("target", workers.target().name()).put("group", workers.group());
        ArrayNode processes = json.putArray("processes");
        workers.processes()
                .forEach(process -> processes
                        .addObject()
                        .put("process", process.id())
                        .put("host", process.host())
                        .put("state", process.presence().name().toLowerCase(Locale.ROOT))
                        .put(
                                "monitoring",
                                process.monitoring().map(URI::toString).orElse(null)));
        ArrayNode remarks = json.putArray("remarks");
        workers.remarks().forEach(remarks::add);
    }

    private static OptionalDouble seconds(OptionalLong millis) {
        return millis.isPresent() ? OptionalDouble.of(millis.getAsLong() / MS_PER_S) : OptionalDouble.empty();
    }

    private static void seconds(ObjectNode json, String name, Optional<Duration> duration) {
        put(
                json,
                name,
                duration.map(each -> OptionalDouble.of(each.toMillis() / MS_PER_S))
                        .orElse(OptionalDouble.empty()));
    }

    private static void put(ObjectNode json, String name, OptionalDouble value) {
        if (value.isPresent()) {
            json.put(name, Math.round(value.getAsDouble() * MS_PER_S) / MS_PER_S);
        } else {
            json.putNull(name);
        }
    }

    private static void putWhole(ObjectNode json, String name, OptionalDouble value) {
        if (value.isPresent()) {
            json.put(name, Math.round(value.getAsDouble()));
        } else {
            json.putNull(name);
        }
    }
}
