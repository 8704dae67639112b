package io.kagami.mirror.offset.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.OffsetSyncCodec;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class FirstSightsTest {

    private static final Uuid ID = new Uuid(1, 2);
    private static final FirstSight SEEN = new FirstSight("orders", ID, Map.of(0, 10L, 2, Long.MAX_VALUE));

    private final FirstSights sights = new FirstSights();

    @Test
    void partitionsThatWereThereBeginWhereTheyEndedAndOthersAtTheirStart() {
        sights.replay(FirstSightCodec.key(SEEN), FirstSightCodec.value(SEEN));

        assertThat(sights.start(new TopicPartition("orders", 0), ID)).contains(10L);
        assertThat(sights.start(new TopicPartition("orders", 1), ID)).isEmpty();
        assertThat(sights.start(new TopicPartition("orders", 2), ID)).contains(Long.MAX_VALUE);
        assertThat(sights.start(new TopicPartition("other", 0), ID)).isEmpty();
    }

    @Test
    void partitionsThatNobodyCouldTellTheEndOfBeginWithWhatWasWrittenSince() {
        Instant time = Instant.ofEpochMilli(1_800_000_000_123L);
        FirstSight half = new FirstSight("orders", ID, Map.of(0, 10L), Map.of(1, time));
        sights.replay(FirstSightCodec.key(half), FirstSightCodec.value(half));

        assertThat(sights.unseenSince(new TopicPartition("orders", 1), ID)).contains(time);
        assertThat(sights.start(new TopicPartition("orders", 1), ID)).isEmpty();
        assertThat(sights.unseenSince(new TopicPartition("orders", 0), ID)).isEmpty();
        assertThat(sights.unseenSince(new TopicPartition("orders", 1), new Uuid(3, 4)))
                .isEmpty();
    }

    @Test
    void aTopicCreatedAnewWasNotThere() {
        sights.replay(FirstSightCodec.key(SEEN), FirstSightCodec.value(SEEN));

        assertThat(sights.start(new TopicPartition("orders", 0), new Uuid(3, 4)))
                .isEmpty();
        assertThat(sights.start(new TopicPartition("orders", 0), Uuid.ZERO_UUID))
                .as("a source too old to have ids")
                .contains(10L);
    }

    @Test
    void theBaselineIsKeptWithTheListsItWasMadeFor() {
        Baseline baseline = new Baseline("orders,größe.*", "");
        assertThat(sights.baseline()).isEmpty();

        sights.replay(FirstSightCodec.baselineKey(), FirstSightCodec.value(baseline));

        assertThat(sights.baseline()).contains(baseline);
    }

    @Test
    void offsetSyncsAreSomethingElse() {
        OffsetSync sync = new OffsetSync("orders", 0, 5, 5);
        assertThat(FirstSightCodec.isOurs(OffsetSyncCodec.key(sync))).isFalse();
        assertThat(FirstSightCodec.isOurs(FirstSightCodec.key(SEEN))).isTrue();
        assertThat(FirstSightCodec.isOurs(FirstSightCodec.baselineKey())).isTrue();
        assertThat(FirstSightCodec.isOurs(new byte[0])).isFalse();
    }
}
