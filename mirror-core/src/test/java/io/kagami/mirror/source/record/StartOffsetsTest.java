package io.kagami.mirror.source.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.source.record.partition.Member;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class StartOffsetsTest {

    private static final TopicPartition SOURCE = new TopicPartition("orders", 0);
    private static final Uuid ID = Uuid.randomUuid();
    private static final Member MEMBER = new Member(SOURCE, new TopicPartition("A.orders", 0), ID);

    @Test
    void goesOnWhereConnectSaysOrTheLastSyncIfThatIsFurther() {
        assertThat(start(Map.of(SOURCE, 50L), Map.of())).containsEntry(SOURCE, 50L);
        assertThat(start(Map.of(SOURCE, 50L), Map.of(SOURCE, sync(40, ID)))).containsEntry(SOURCE, 50L);
        assertThat(start(Map.of(SOURCE, 50L), Map.of(SOURCE, sync(60, ID)))).containsEntry(SOURCE, 60L);
        assertThat(start(Map.of(), Map.of(SOURCE, sync(60, Uuid.ZERO_UUID)))).containsEntry(SOURCE, 60L);
    }

    @Test
    void knowsNothingOfATopicThatWasNeverCopied() {
        assertThat(start(Map.of(), Map.of())).isEmpty();
    }

    @Test
    void knowsNothingOfATopicThatWasDeletedAndCreatedAgain() {
        assertThat(start(Map.of(SOURCE, 50L), Map.of(SOURCE, sync(60, Uuid.randomUuid()))))
                .isEmpty();
    }

    private static Map<TopicPartition, Long> start(
            Map<TopicPartition, Long> connect, Map<TopicPartition, OffsetSync> syncs) {
        return new StartOffsets(asked -> connect).of(List.of(MEMBER), syncs);
    }

    private static OffsetSync sync(long upstream, Uuid topicId) {
        return new OffsetSync("orders", 0, upstream, 5, topicId);
    }
}
