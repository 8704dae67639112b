package io.kagami.mirror.source.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.source.record.partition.Member;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class DoubtsTest {

    private static final TopicPartition NAME = new TopicPartition("orders", 0);
    private static final Member MEMBER = new Member(NAME, new TopicPartition("A.orders", 0), Uuid.randomUuid());
    private static final Member RECREATED = new Member(NAME, MEMBER.target(), Uuid.randomUuid());
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Doubts doubts = new Doubts();

    @Test
    void takesUpWhatIsNewAtOnce() {
        assertThat(doubts.settle(Map.of(), Map.of(NAME, MEMBER), 0)).containsValue(MEMBER);
    }

    @Test
    void believesThatAPartitionIsGoneAfterAWhile() {
        assertThat(doubts.settle(Map.of(NAME, MEMBER), Map.of(), 0)).containsValue(MEMBER);
        assertThat(doubts.settle(Map.of(NAME, MEMBER), Map.of(), SECOND)).containsValue(MEMBER);
        assertThat(doubts.settle(Map.of(NAME, MEMBER), Map.of(), 3 * SECOND)).isEmpty();
    }

    @Test
    void believesThatATopicWasCreatedAnewAfterAWhile() {
        assertThat(doubts.settle(Map.of(NAME, MEMBER), Map.of(NAME, RECREATED), 0))
                .containsValue(MEMBER);
        assertThat(doubts.settle(Map.of(NAME, MEMBER), Map.of(NAME, RECREATED), 3 * SECOND))
                .containsValue(RECREATED);
    }

    @Test
    void doubtsAnewWhenAnAnswerWasAsBefore() {
        doubts.settle(Map.of(NAME, MEMBER), Map.of(), 0);
        doubts.settle(Map.of(NAME, MEMBER), Map.of(NAME, MEMBER), SECOND);

        assertThat(doubts.settle(Map.of(NAME, MEMBER), Map.of(), 3 * SECOND)).containsValue(MEMBER);
    }
}
