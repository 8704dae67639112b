package io.kagami.mirror.metrics.export;

import static io.kagami.mirror.metrics.export.Metric.counter;
import static io.kagami.mirror.metrics.export.Metric.gauge;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.FlowEvents;
import io.kagami.mirror.metrics.BatchOutcome;
import io.kagami.mirror.metrics.FlowHealth;
import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.metrics.PartitionMeter;
import io.kagami.mirror.metrics.Resume;
import io.kagami.mirror.metrics.SyncChange;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The metrics of a flow as a whole. */
final class FlowMetrics {

    static final List<Metric<FlowMeter>> ALL = Stream.of(
                    copied(), batches(), lag(), partitions(), health(), events(), resumes(), sync(), offsetMaps())
            .flatMap(metrics -> metrics)
            .toList();

    private FlowMetrics() {}

    private static Stream<Metric<FlowMeter>> copied() {
        return Stream.of(
                counter("kagami.flow.records", "Records acknowledged by the target.", FlowMeter::records),
                counter(
                        "kagami.flow.bytes",
                        "Bytes acknowledged by the target: of batches as they are stored, of single records their keys and values.",
                        FlowMeter::bytes));
    }

    private static Stream<Metric<FlowMeter>> batches() {
        return Arrays.stream(BatchOutcome.values())
                .map(outcome -> Metric.<FlowMeter>counter(
                                "kagami.flow.batches",
                                "Batches of the source, by what became of them; none where records go one by one.",
                                flow -> flow.batches(outcome))
                        .of("outcome", outcome.key()));
    }

    private static Stream<Metric<FlowMeter>> lag() {
        return Stream.of(
                gauge(
                        "kagami.flow.lag.records",
                        "Offsets of the source that are not copied yet, as of its last answer; transaction markers count too.",
                        FlowMeter::lagRecords),
                gauge(
                        "kagami.flow.lag.bytes",
                        "Bytes of what is not copied yet, estimated by the mean size of the records copied so far.",
                        flow -> flow.lagBytes().orElse(Double.NaN)),
                gauge(
                        "kagami.flow.lag.seconds",
                        "In how many seconds was written, at most, what is not copied yet; of the partition that is most behind.",
                        flow -> flow.lagSeconds().orElse(Double.NaN)));
    }

    private static Stream<Metric<FlowMeter>> partitions() {
        return Stream.of(
                gauge("kagami.flow.tasks", "Tasks of the flow that run in this process.", FlowMeter::tasks),
                gauge(
                        "kagami.flow.partitions",
                        "Partitions that are copied in this process.",
                        flow -> flow.present().size()),
                gauge(
                        "kagami.flow.partitions.sick",
                        "Partitions that copy nothing now because of an event.",
                        FlowMeter::sickPartitions));
    }

    private static Stream<Metric<FlowMeter>> health() {
        return Arrays.stream(FlowHealth.values())
                .map(state -> Metric.<FlowMeter>gauge(
                                "kagami.flow.health",
                                "1 for the state the flow is in as far as this process copies it, 0 for the others.",
                                flow -> flow.health() == state ? 1 : 0)
                        .of("state", state.key()));
    }

    private static Stream<Metric<FlowMeter>> events() {
        return Arrays.stream(EventKind.values())
                .map(kind -> Metric.<FlowMeter>counter(
                                "kagami.flow.events",
                                "What went wrong, by kind; see docs/events.md.",
                                flow -> FlowEvents.of(flow.flow()).counts().getOrDefault(kind, 0L))
                        .of("kind", kind.key())
                        .of("severity", kind.severity().name().toLowerCase(Locale.ROOT)));
    }

    private static Stream<Metric<FlowMeter>> resumes() {
        return Stream.concat(
                Arrays.stream(Resume.values())
                        .map(how -> Metric.<FlowMeter>counter(
                                        "kagami.flow.resumes",
                                        "How often a partition's place was found: stored, the position that is stored; counted, behind it by"
                                                + " the records copied since; claimed, a position that is stored anew.",
                                        flow -> flow.tally().resumes(how))
                                .of("how", how.key())),
                Stream.of(
                        counter(
                                "kagami.flow.resumes.records.skipped",
                                "Records that were not copied again, as they were counted in the copy.",
                                flow -> flow.tally().skippedRecords()),
                        counter(
                                "kagami.flow.resumes.comparisons",
                                "How often the end of a copy was compared with its source, record by record, as counting would not do.",
                                flow -> flow.tally().comparisons())));
    }

    private static Stream<Metric<FlowMeter>> sync() {
        return Stream.concat(
                Stream.of(
                        counter(
                                "kagami.flow.sync.rounds",
                                "Rounds in which topics, configurations and ACLs of both sides were held against each other.",
                                flow -> flow.tally().rounds()),
                        counter(
                                "kagami.flow.sync.rounds.failed",
                                "Rounds of topic sync in which something could not be done.",
                                flow -> flow.tally().failedRounds())),
                Arrays.stream(SyncChange.values())
                        .map(change -> Metric.<FlowMeter>counter(
                                        "kagami.flow.sync.changes",
                                        "What rounds of topic sync changed at the target.",
                                        flow -> flow.tally().changes(change))
                                .of("change", change.key())));
    }

    private static Stream<Metric<FlowMeter>> offsetMaps() {
        return Stream.of(
                gauge(
                        "kagami.flow.offset.map.runs",
                        "Runs in the offset maps of all partitions, about; a copy without gaps has one.",
                        flow -> flow.present().stream()
                                .mapToLong(PartitionMeter::offsetMapRuns)
                                .sum()),
                gauge(
                        "kagami.flow.offset.map.inexact.partitions",
                        "Partitions whose map gave up detail of old offsets, as offset.map.max.runs was reached: those translate to earlier"
                                + " records.",
                        FlowMeter::inexactOffsetMaps),
                counter(
                        "kagami.flow.offset.map.chunks.overwritten",
                        "How often a part of an offset map gave way to a newer one, as offset.map.max.runs was reached.",
                        flow -> flow.sum(PartitionMeter::offsetMapChunksOverwritten)));
    }
}
