package io.kagami.mirror.checkpoint.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.mirror.Checkpoint;
import org.junit.jupiter.api.Test;

class CommitRuleTest {

    private static final TopicPartition ONE = new TopicPartition("A.topic", 0);
    private static final TopicPartition OTHER = new TopicPartition("A.topic", 1);

    @Test
    void commitsWhatIsNotThere() {
        assertThat(CommitRule.NEVER_BACK.missing(Map.of(ONE, at(ONE, 7)), Map.of()))
                .containsExactly(Map.entry(ONE, new OffsetAndMetadata(7, "note")));
    }

    @Test
    void commitsWhatIsBehindAndLeavesTheRest() {
        Map<TopicPartition, OffsetAndMetadata> missing = CommitRule.NEVER_BACK.missing(
                Map.of(ONE, at(ONE, 7), OTHER, at(OTHER, 9)),
                Map.of(ONE, new OffsetAndMetadata(6), OTHER, new OffsetAndMetadata(9)));

        assertThat(missing).containsOnlyKeys(ONE);
    }

    @Test
    void neverSetsAGroupBack() {
        assertThat(CommitRule.NEVER_BACK.missing(Map.of(ONE, at(ONE, 7)), Map.of(ONE, new OffsetAndMetadata(8))))
                .isEmpty();
    }

    @Test
    void setsAGroupBackWhereThatIsAskedFor() {
        assertThat(CommitRule.ALSO_BACK.missing(Map.of(ONE, at(ONE, 7)), Map.of(ONE, new OffsetAndMetadata(8))))
                .containsOnlyKeys(ONE);
        assertThat(CommitRule.ALSO_BACK.missing(Map.of(ONE, at(ONE, 7)), Map.of(ONE, new OffsetAndMetadata(7))))
                .isEmpty();
    }

    private static Checkpoint at(TopicPartition partition, long downstream) {
        return new Checkpoint("group", partition, 100, downstream, "note");
    }
}
