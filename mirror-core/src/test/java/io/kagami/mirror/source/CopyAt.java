package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.guarantee.NothingLost;
import io.kagami.mirror.testkit.guarantee.NothingTwice;
import io.kagami.mirror.testkit.guarantee.OrderKept;
import io.kagami.mirror.testkit.guarantee.SameRecords;
import io.kagami.mirror.testkit.guarantee.TopicCopy;
import io.kagami.mirror.testkit.workload.RecordSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/**
 * A topic of source A as it stands at a target. Counting asks for log ends only: nothing but copied records lies in a copy.
 *
 * @param target the cluster that holds the copy
 * @param topic the copy's name there
 */
record CopyAt(EmbeddedCluster target, String topic) {

    static CopyAt of(EmbeddedCluster target, RecordSet records) {
        return new CopyAt(target, "A." + records.topic());
    }

    /** How many records the copy holds now; none where it does not exist. */
    long records() throws Exception {
        if (!target.admin().listTopics().names().get().contains(topic)) {
            return 0;
        }
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, partitions())
                .boxed()
                .collect(Collectors.toMap(number -> new TopicPartition(topic, number), number -> OffsetSpec.latest()));
        return target.admin().listOffsets(ends).all().get().values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    int partitions() throws Exception {
        return target.admin()
                .describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next()
                .partitions()
                .size();
    }

    void awaitRecords(long count, Duration patience) {
        Awaitility.await()
                .atMost(patience)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(records()).isGreaterThanOrEqualTo(count));
    }

    /** Waits for all that was written and not aborted. */
    void awaitAll(RecordSet written, Duration patience) {
        long committed = IntStream.range(0, written.partitions())
                .mapToLong(partition -> written.committed(partition).count())
                .sum();
        awaitRecords(committed, patience);
    }

    /** Every guarantee holds, the strictest too. */
    void assertPerfect(RecordSet written) {
        TopicCopy copy = TopicCopy.of(written, target.directProperties(), topic);
        new NothingLost().check(copy).orThrow();
        new NothingTwice().check(copy).orThrow();
        new OrderKept().check(copy).orThrow();
        new SameRecords().check(copy).orThrow();
    }
}
