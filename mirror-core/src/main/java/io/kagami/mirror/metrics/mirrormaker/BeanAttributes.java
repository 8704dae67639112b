package io.kagami.mirror.metrics.mirrormaker;

import io.kagami.mirror.metrics.PartitionMeter;
import io.kagami.mirror.metrics.recent.RecentTimes;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The attributes of MirrorMaker 2's beans, as its {@code MirrorSourceMetrics} and {@code MirrorCheckpointMetrics} of Kafka 4.3.1 have them. */
public final class BeanAttributes {

    /** Of {@code MirrorSourceConnector}'s beans, one for each partition of a copy. */
    public static final List<BeanAttribute<PartitionMeter>> OF_PARTITIONS = Stream.of(
                    Stream.of(
                            new BeanAttribute<>(
                                    "record-count",
                                    "Records acknowledged by the target.",
                                    (PartitionMeter meter) -> meter.records()),
                            new BeanAttribute<>(
                                    "record-rate",
                                    "Records acknowledged by the target per second.",
                                    PartitionMeter::recordRate),
                            new BeanAttribute<>(
                                    "byte-count",
                                    "Bytes acknowledged by the target: of batches as they are stored, of single records their"
                                            + " keys and values. (MirrorMaker 2 counts the values of records it has read.)",
                                    (PartitionMeter meter) -> meter.bytes()),
                            new BeanAttribute<>("byte-rate", "The same per second.", PartitionMeter::byteRate)),
                    times("record-age-ms", "age of records when they were read, in milliseconds", PartitionMeter::ages),
                    times(
                            "replication-latency-ms",
                            "milliseconds from records' timestamps until the target had acknowledged them",
                            PartitionMeter::latencies))
            .flatMap(attributes -> attributes)
            .toList();

    /** Of {@code MirrorCheckpointConnector}'s beans, one for each group and partition of a copy. */
    public static final List<BeanAttribute<RecentTimes>> OF_POSITIONS = times(
                    "checkpoint-latency-ms",
                    "milliseconds from when a group's positions were read until their checkpoint was stored",
                    (RecentTimes times) -> times)
            .toList();

    private BeanAttributes() {}

    private static <T> Stream<BeanAttribute<T>> times(String name, String what, Function<T, RecentTimes> times) {
        return Stream.of(
                new BeanAttribute<>(
                        name,
                        "The last: " + what + ".",
                        subject -> times.apply(subject).last()),
                new BeanAttribute<>(
                        name + "-max",
                        "The greatest of the last minute: " + what + ".",
                        subject -> times.apply(subject).most()),
                new BeanAttribute<>(
                        name + "-min",
                        "The least of the last minute: " + what + ".",
                        subject -> times.apply(subject).least()),
                new BeanAttribute<>(
                        name + "-avg",
                        "The mean of the last minute over records: " + what + ".",
                        subject -> times.apply(subject).mean()));
    }
}
