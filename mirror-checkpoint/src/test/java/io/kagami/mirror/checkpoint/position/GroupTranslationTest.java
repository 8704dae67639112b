package io.kagami.mirror.checkpoint.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.checkpoint.group.Routes;
import io.kagami.mirror.checkpoint.state.PartitionState;
import io.kagami.mirror.checkpoint.state.Standing;
import io.kagami.mirror.checkpoint.state.Way;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.offset.map.Exactness;
import io.kagami.mirror.offset.map.Translation;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.mirror.Checkpoint;
import org.junit.jupiter.api.Test;

class GroupTranslationTest {

    private static final TopicPartition ORIGINAL = new TopicPartition("topic", 2);
    private static final TopicPartition COPY = new TopicPartition("A.topic", 2);
    private static final Map<TopicPartition, Checkpoint> NOTHING_BEFORE = Map.of();

    @Test
    void namesThePartitionAsItIsCalledAtTheTarget() {
        GroupTranslation.Outcome outcome = by(Way.FORWARD, new Translation(40, Exactness.EXACT, 0))
                .translate("group", Map.of(ORIGINAL, new OffsetAndMetadata(50, "note")), NOTHING_BEFORE);

        assertThat(outcome.checkpoints())
                .containsExactly(Map.entry(COPY, new Checkpoint("group", COPY, 50, 40, "note")));
        assertThat(outcome.states())
                .containsExactly(new PartitionState(ORIGINAL, 50, Standing.EXACT, OptionalLong.of(40), 0));
    }

    @Test
    void takesPositionsInCopiesBackToTheOriginals() {
        GroupTranslation.Outcome outcome = by(Way.REVERSE, new Translation(50, Exactness.EXACT, 0))
                .translate("group", Map.of(COPY, new OffsetAndMetadata(40)), NOTHING_BEFORE);

        assertThat(outcome.checkpoints())
                .containsExactly(Map.entry(ORIGINAL, new Checkpoint("group", ORIGINAL, 40, 50, "")));
    }

    @Test
    void leavesOutTopicsThatAreNotMirrored() {
        TopicPartition other = new TopicPartition("other", 0);

        GroupTranslation.Outcome outcome = by(Way.FORWARD, new Translation(40, Exactness.EXACT, 0))
                .translate("group", Map.of(other, new OffsetAndMetadata(50)), NOTHING_BEFORE);

        assertThat(outcome.checkpoints()).isEmpty();
        assertThat(outcome.states()).containsExactly(PartitionState.excluded(other, 50));
    }

    @Test
    void hasNoCheckpointWhereNothingWasCopied() {
        GroupTranslation nothingKnown =
                new GroupTranslation(routes(Way.FORWARD), (partition, offset) -> Optional.empty());

        GroupTranslation.Outcome outcome =
                nothingKnown.translate("group", Map.of(ORIGINAL, new OffsetAndMetadata(50)), NOTHING_BEFORE);

        assertThat(outcome.checkpoints()).isEmpty();
        assertThat(outcome.states())
                .containsExactly(new PartitionState(ORIGINAL, 50, Standing.WAITING, OptionalLong.empty(), 0));
    }

    @Test
    void keepsABetterTranslationThatWasKnownBefore() {
        Map<TopicPartition, Checkpoint> before = Map.of(COPY, new Checkpoint("group", COPY, 50, 40, ""));

        GroupTranslation.Outcome outcome = by(Way.FORWARD, new Translation(30, Exactness.CONSERVATIVE, 10))
                .translate("group", Map.of(ORIGINAL, new OffsetAndMetadata(50)), before);

        assertThat(outcome.checkpoints()).isEqualTo(before);
    }

    @Test
    void followsAGroupThatWasSetBack() {
        Map<TopicPartition, Checkpoint> before = Map.of(COPY, new Checkpoint("group", COPY, 50, 40, ""));

        GroupTranslation.Outcome outcome = by(Way.FORWARD, new Translation(3, Exactness.CONSERVATIVE, 2))
                .translate("group", Map.of(ORIGINAL, new OffsetAndMetadata(10)), before);

        assertThat(outcome.checkpoints()).containsExactly(Map.entry(COPY, new Checkpoint("group", COPY, 10, 3, "")));
    }

    @Test
    void concernsAGroupOnlyIfItConsumesWhatChanged() {
        GroupTranslation translation = by(Way.REVERSE, new Translation(50, Exactness.EXACT, 0));

        assertThat(translation.concerns(Set.of(COPY), Set.of(ORIGINAL))).isTrue();
        assertThat(translation.concerns(Set.of(COPY), Set.of(new TopicPartition("topic", 3))))
                .isFalse();
    }

    private static GroupTranslation by(Way way, Translation translation) {
        return new GroupTranslation(routes(way), (partition, offset) -> {
            assertThat(partition).as("asked by the source's name").isEqualTo(ORIGINAL);
            return Optional.of(translation);
        });
    }

    private static Routes routes(Way way) {
        return new Routes(
                FlowConfig.from(Map.of(
                        "name",
                        "checkpoints",
                        "source.cluster.alias",
                        "A",
                        "target.cluster.alias",
                        "B",
                        "topics",
                        "topic")),
                way);
    }
}
