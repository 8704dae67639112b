package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.position.OffsetSyncTopic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The source's disk damages what was copied, while nobody copies. */
class DamagedSourceIT extends TwoClusters {

    private static final Map<String, String> SETTINGS =
            Map.of("A->B.topics", "rotten", "A->B.on.corrupt-batch", "quarantine");

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster);
    }

    @Test
    void losesNothingBehindABatchThatWasDamagedAfterItWasCopied() throws Exception {
        a.createTopic("rotten", 1);
        Lines source = new Lines(a, "rotten", 0);
        Lines copy = new Lines(b, "A.rotten", 0);
        for (int batch = 0; batch < 3; batch++) {
            source.write(Lines.numbers(1_000 + 10 * batch, 1_010 + 10 * batch));
        }
        try (RunningFlow flow = new RunningFlow(a, b, SETTINGS)) {
            assertThat(copy.await(30)).hasSize(30);
            flow.assertNoTaskFailed();
        }
        forgetLastPosition();
        Damage.ofBatch(a, "rotten", 1);
        source.write(Lines.numbers(1_030, 1_040));

        try (RunningFlow flow = new RunningFlow(a, b, SETTINGS)) {
            assertThat(copy.await(40)).isEqualTo(Lines.numbers(1_000, 1_040));
            assertThat(Trouble.awaited(EventKind.CORRUPT_BATCH, "rotten").message())
                    .contains("the copy has these records");
            flow.assertNoTaskFailed();
        }
    }

    /** As if the process had been killed before its first position was stored: all it copied is to be skipped. */
    private static void forgetLastPosition() throws InterruptedException {
        OffsetSyncLog log = new OffsetSyncLog(OffsetSyncTopic.of(RunningFlow.config(a, b, SETTINGS)));
        OffsetSync last = Objects.requireNonNull(log.read().last().get(new TopicPartition("rotten", 0)));
        assertThat(last.upstreamOffset()).isEqualTo(30);
        OffsetSync first = new OffsetSync(
                last.topic(),
                last.partition(),
                0,
                0,
                last.topicId(),
                Objects.requireNonNull(last.writer()).plus(-30),
                0);
        log.write(List.of(first), Duration.ofSeconds(30));
    }
}
