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
import java.util.stream.IntStream;
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
    long records() {
        return target.logEnd(topic);
    }

    void awaitRecords(long count, Duration patience) {
        Awaitility.await()
                .atMost(patience)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(records()).isGreaterThanOrEqualTo(count));
    }

    /** Waits until so many more have come, markers of transactions counted. */
    void awaitMore(long more, Duration patience) {
        awaitRecords(records() + more, patience);
    }

    /** Waits for all that was written and not aborted. */
    void awaitAll(RecordSet written, Duration patience) {
        long committed = IntStream.range(0, written.partitions())
                .mapToLong(partition -> written.committed(partition).count())
                .sum();
        awaitRecords(committed, patience);
    }

    /** Waits for the same where counting is not enough, as the copy holds markers of transactions. */
    void awaitEach(RecordSet written, Duration patience) {
        Awaitility.await()
                .atMost(patience)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> new NothingLost()
                        .check(TopicCopy.of(written, target.directProperties(), topic))
                        .orThrow());
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
