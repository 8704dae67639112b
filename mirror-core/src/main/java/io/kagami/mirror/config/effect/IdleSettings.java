package io.kagami.mirror.config.effect;

import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.config.keys.ConnectionKeys;
import io.kagami.mirror.config.keys.FlowDefinition;
import io.kagami.mirror.config.keys.OffsetMapDefinition;
import io.kagami.mirror.config.keys.PlacedKey;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds settings that are known, and right as they are written, and yet change nothing: of clients that batch mode does not have, and of
 * MirrorMaker 2's that have nothing to be about here.
 *
 * @param aliases the clusters of the file
 * @param flows every {@code A->B} of them
 * @param batchFlows the enabled flows that copy batches
 */
public record IdleSettings(List<String> aliases, List<String> flows, List<Flow> batchFlows) {

    private static final String WITHOUT_EFFECT = "has no effect ";

    /** What the connections of batch mode take from either client. */
    private static final Set<String> OF_CONNECTIONS = Set.of(
            "client.dns.lookup",
            "connections.max.idle.ms",
            "metadata.recovery.rebootstrap.trigger.ms",
            "metadata.recovery.strategy",
            "receive.buffer.bytes",
            "reconnect.backoff.max.ms",
            "reconnect.backoff.ms",
            "request.timeout.ms",
            "retry.backoff.max.ms",
            "retry.backoff.ms",
            "security.providers",
            "send.buffer.bytes",
            "socket.connection.setup.timeout.max.ms",
            "socket.connection.setup.timeout.ms");

    private static final Set<String> OF_FETCHES = Set.of(
            "auto.offset.reset",
            "fetch.max.bytes",
            "fetch.max.wait.ms",
            "fetch.min.bytes",
            "max.partition.fetch.bytes");

    private static final String OF_PRODUCES = "metadata.max.age.ms";

    /** MirrorMaker 2's, at the top level or for a flow. */
    private static final Map<String, Idle> NOT_READ = Map.of(
            "consumer.poll.timeout.ms", new Idle("here: nothing waits for so long", "leave it out"),
            "metric.reporters",
                    new Idle(
                            "on the figures of flows, which are in JMX; it gets Connect's, and those of metric.names.formats = new",
                            "leave it out if those are of no use"),
            "dedicated.mode.enable.internal.rest",
                    new Idle("here: each worker has its REST API", "leave it out, or write <alias>.listeners"));

    private static final String SYNCS_LOCATION = FlowDefinition.SYNCS_LOCATION;

    private static final Idle NO_SYNCS_FOR_OTHERS = new Idle(
            "here: offset syncs in MirrorMaker 2's form are written only where " + SYNCS_LOCATION + " is set",
            "set that for tools that need such syncs, else leave it out");

    private static final List<String> NOT_READ_BELOW = List.of("offset-syncs.source.", "offset-syncs.target.");

    /** A warning for each of them. */
    public List<ConfigProblem> problems(Map<String, String> file) {
        List<ConfigProblem> problems = new ArrayList<>();
        boolean syncsForOthers = file.keySet().stream().anyMatch(key -> key.endsWith(SYNCS_LOCATION));
        file.forEach((key, value) -> idle(PlacedKey.of(key, flows, aliases), syncsForOthers)
                .map(idle -> ConfigProblem.warning(key, WITHOUT_EFFECT + idle.reason())
                        .withValue(value)
                        .withRemedy(idle.remedy()))
                .ifPresent(problems::add));
        return problems;
    }

    private Optional<Idle> idle(PlacedKey placed, boolean syncsForOthers) {
        return switch (placed.scope()) {
            case TOP_LEVEL, FLOW ->
                OffsetMapDefinition.LAG_MAX.equals(placed.name()) && !syncsForOthers
                        ? Optional.of(NO_SYNCS_FOR_OTHERS)
                        : notRead(placed.name());
            case CONSUMER -> ofConsumer(placed);
            case PRODUCER -> ofProducer(placed);
            case CLUSTER, ADMIN -> Optional.empty();
        };
    }

    private static Optional<Idle> notRead(String name) {
        Idle known = NOT_READ.get(name);
        if (known == null && NOT_READ_BELOW.stream().anyMatch(name::startsWith)) {
            return Optional.of(new Idle(
                    "here: offset syncs are written with the clients of their cluster",
                    "write <alias>.producer.<key> or <alias>.admin.<key>"));
        }
        return Optional.ofNullable(known);
    }

    private Optional<Idle> ofConsumer(PlacedKey placed) {
        boolean used = ConnectionKeys.names().contains(placed.name())
                || OF_CONNECTIONS.contains(placed.name())
                || OF_FETCHES.contains(placed.name());
        return !used && placed.isKnown() && reachesBatches(placed, "target.", Flow::source)
                ? Optional.of(Idle.ofConsumer(placed.name()))
                : Optional.empty();
    }

    private Optional<Idle> ofProducer(PlacedKey placed) {
        boolean used = ConnectionKeys.names().contains(placed.name())
                || OF_CONNECTIONS.contains(placed.name())
                || OF_PRODUCES.equals(placed.name());
        return !used && placed.isKnown() && reachesBatches(placed, "source.", Flow::target)
                ? Optional.of(Idle.ofProducer(placed.name()))
                : Optional.empty();
    }

    /** Whether a client's setting would be that of a client that copies, for a flow that copies batches. */
    private boolean reachesBatches(PlacedKey placed, String otherSide, Function<Flow, ClusterAlias> copiesAt) {
        String prefix = placed.prefix();
        return batchFlows.stream()
                .anyMatch(flow -> prefix.startsWith(flow + ".")
                        ? !prefix.startsWith(flow + "." + otherSide)
                        : prefix.startsWith(copiesAt.apply(flow) + "."));
    }
}
