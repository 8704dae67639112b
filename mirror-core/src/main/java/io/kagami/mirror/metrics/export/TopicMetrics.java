package io.kagami.mirror.metrics.export;

import static io.kagami.mirror.metrics.export.Metric.counter;
import static io.kagami.mirror.metrics.export.Metric.gauge;

import io.kagami.mirror.metrics.PartitionMeter;
import io.kagami.mirror.metrics.PartitionSums;
import java.util.List;
import java.util.OptionalLong;

/** The metrics of topics and of partitions. */
final class TopicMetrics {

    static final List<Metric<PartitionSums>> OF_TOPICS = List.of(
            counter(
                    "kagami.topic.records",
                    "Records of the topic acknowledged by the target, those of partitions that were copied here before too.",
                    PartitionSums::records),
            counter("kagami.topic.bytes", "Bytes of the topic acknowledged by the target.", PartitionSums::bytes),
            gauge(
                    "kagami.topic.lag.records",
                    "Offsets of the source topic that are not copied yet, of the partitions this process copies.",
                    PartitionSums::lagRecords),
            gauge(
                    "kagami.topic.lag.bytes",
                    "Bytes of what is not copied yet, estimated by the mean size of the records copied so far.",
                    topic -> topic.lagBytes().orElse(Double.NaN)),
            gauge(
                    "kagami.topic.lag.seconds",
                    "In how many seconds was written, at most, what is not copied yet; of the partition that is most behind.",
                    topic -> topic.lagSeconds().orElse(Double.NaN)));

    static final List<Metric<PartitionMeter>> OF_PARTITIONS = List.of(
            counter(
                    "kagami.partition.records",
                    "Records of the partition acknowledged by the target.",
                    PartitionMeter::records),
            counter(
                    "kagami.partition.bytes",
                    "Bytes of the partition acknowledged by the target.",
                    PartitionMeter::bytes),
            gauge(
                    "kagami.partition.lag.records",
                    "Offsets of the source partition that are not copied yet; not a number before the source has answered.",
                    partition -> number(partition.knownLagRecords())),
            gauge(
                    "kagami.partition.lag.bytes",
                    "Bytes of what is not copied yet, estimated by the mean size of the records copied so far.",
                    partition -> partition.lagBytes().orElse(Double.NaN)),
            gauge(
                    "kagami.partition.lag.seconds",
                    "In how many seconds was written, at most, what is not copied yet.",
                    partition -> partition.lagSeconds().orElse(Double.NaN)));

    private TopicMetrics() {}

    private static double number(OptionalLong known) {
        return known.isPresent() ? known.getAsLong() : Double.NaN;
    }
}
