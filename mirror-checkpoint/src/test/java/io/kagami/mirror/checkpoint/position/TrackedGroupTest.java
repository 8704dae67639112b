package io.kagami.mirror.checkpoint.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.checkpoint.commit.CommitResult;
import io.kagami.mirror.checkpoint.group.Routes;
import io.kagami.mirror.checkpoint.state.GroupStanding;
import io.kagami.mirror.checkpoint.state.Way;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.offset.map.Exactness;
import io.kagami.mirror.offset.map.Translation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.mirror.Checkpoint;
import org.junit.jupiter.api.Test;

class TrackedGroupTest {

    private static final TopicPartition ORIGINAL = new TopicPartition("topic", 0);
    private static final TopicPartition COPY = new TopicPartition("A.topic", 0);
    private static final Set<TopicPartition> NOTHING = Set.of();
    private static final Rhythm RHYTHM = new Rhythm(6, 12, 6, 20);
    private static final long ROUND = 1;

    private long shift;

    @Test
    void hasNothingToDoWhereNothingChanged() {
        TrackedGroup group = done(new TrackedGroup("group", Map.of(), RHYTHM), 50);

        group.read(Map.of(ORIGINAL, new OffsetAndMetadata(50)));

        assertThat(group.translate(translation(), NOTHING)).isFalse();
        assertThat(unwritten(group)).isEmpty();
        assertThat(group.isSyncDue(ROUND)).isFalse();
        assertThat(LongStream.range(0, 20).filter(look -> group.isCheckDue(look, true)))
                .as("looks in which it is held against its counterpart")
                .hasSize(1);
    }

    @Test
    void doesNotWriteAgainWhatTheTopicHeldBeforeARestart() {
        TrackedGroup group = new TrackedGroup("group", Map.of(COPY, checkpoint(50, 50)), RHYTHM);

        group.read(Map.of(ORIGINAL, new OffsetAndMetadata(50)));

        assertThat(group.translate(translation(), NOTHING)).isTrue();
        assertThat(unwritten(group)).isEmpty();
        assertThat(group.isSyncDue(ROUND))
                .as("what the group has at the target is not known yet")
                .isTrue();
    }

    @Test
    void commitsNothingOfAGroupThatHasNoPositionsAnyMore() {
        TrackedGroup group = new TrackedGroup("group", Map.of(COPY, checkpoint(50, 50)), RHYTHM);

        group.read(Map.of());
        group.translate(translation(), Set.of(ORIGINAL));

        assertThat(group.isSyncDue(ROUND))
                .as("the checkpoint is an old one: its offsets expired, or were deleted")
                .isFalse();
    }

    @Test
    void keepsABetterCheckpointThroughATimeInWhichNothingIsKnownOfTheCopy() {
        TrackedGroup group = new TrackedGroup("group", Map.of(COPY, checkpoint(50, 50)), RHYTHM);
        group.read(Map.of(ORIGINAL, new OffsetAndMetadata(60)));
        group.translate(translation((partition, offset) -> Optional.empty()), NOTHING);
        group.written();

        group.translate(
                translation((partition, offset) -> Optional.of(new Translation(20, Exactness.CONSERVATIVE, 40))),
                Set.of(ORIGINAL));

        assertThat(unwritten(group)).containsExactly(checkpoint(60, 50));
    }

    @Test
    void isTriedAgainAfterAFailureWhereverItsTurnLies() {
        Rhythm everyMinute = Rhythm.of(Duration.ofSeconds(5), Duration.ofSeconds(60));
        TrackedGroup group = done(new TrackedGroup("group", Map.of(), everyMinute), 50);

        CommitResult failure = new CommitResult.Failed(new IllegalStateException("not now"));
        assertThat(group.takeResult(failure)).isFalse();

        assertThat(group.isSyncDue(7)).as("a minute has gone by").isTrue();
        assertThat(LongStream.range(0, 12).filter(turn -> {
                    TrackedGroup other = done(new TrackedGroup("other", Map.of(), RHYTHM), 50);
                    assertThat(other.takeResult(failure)).isFalse();
                    return other.isSyncDue(turn);
                }))
                .as("turns of 5 s each within a minute")
                .hasSize(1);
    }

    @Test
    void writesAndCommitsWhatChanged() {
        TrackedGroup group = done(new TrackedGroup("group", Map.of(), RHYTHM), 50);

        group.read(Map.of(ORIGINAL, new OffsetAndMetadata(60)));

        assertThat(group.translate(translation(), NOTHING)).isTrue();
        assertThat(unwritten(group)).containsExactly(checkpoint(60, 60));
        assertThat(group.isSyncDue(ROUND)).isTrue();
    }

    @Test
    void keepsWhatCouldNotBeWrittenForTheNextRound() {
        TrackedGroup group = new TrackedGroup("group", Map.of(), RHYTHM);
        group.read(Map.of(ORIGINAL, new OffsetAndMetadata(50)));
        group.translate(translation(), NOTHING);

        assertThat(unwritten(group)).hasSize(1);
        assertThat(unwritten(group)).as("as nobody said it was written").hasSize(1);
    }

    @Test
    void isTranslatedAnewWhereMoreIsKnownOfTheCopy() {
        TrackedGroup group = done(new TrackedGroup("group", Map.of(), RHYTHM), 50);
        shift = -7;

        assertThat(group.translate(translation(), Set.of(new TopicPartition("topic", 1))))
                .isFalse();
        assertThat(group.translate(translation(), Set.of(ORIGINAL))).isTrue();
        assertThat(unwritten(group)).containsExactly(checkpoint(50, 43));
    }

    @Test
    void isTriedAgainWhileMembersAreThereAndWhenItVanished() {
        TrackedGroup group = done(new TrackedGroup("group", Map.of(), RHYTHM), 50);
        assertThat(LongStream.range(0, 20).filter(look -> group.isCheckDue(look, false)))
                .as("looks that find it vanished")
                .hasSize(20);

        assertThat(group.takeResult(new CommitResult.Active())).isTrue();

        assertThat(group.state().standing()).isEqualTo(GroupStanding.SKIPPED);
        assertThat(group.isSyncDue(ROUND)).isTrue();
        assertThat(group.takeResult(new CommitResult.Active())).as("news").isFalse();
        assertThat(group.takeResult(new CommitResult.Synced())).isTrue();
        assertThat(group.state().standing()).isEqualTo(GroupStanding.MIRRORED);
    }

    /** The group after a round in which it was found at this offset. */
    private TrackedGroup done(TrackedGroup group, long committed) {
        group.read(Map.of(ORIGINAL, new OffsetAndMetadata(committed)));
        assertThat(group.translate(translation(), NOTHING)).isTrue();
        group.written();
        assertThat(group.takeResult(new CommitResult.Synced())).isFalse();
        return group;
    }

    private static List<Checkpoint> unwritten(TrackedGroup group) {
        List<Checkpoint> unwritten = new ArrayList<>();
        group.addUnwritten(unwritten);
        return unwritten;
    }

    private static Checkpoint checkpoint(long upstream, long downstream) {
        return new Checkpoint("group", COPY, upstream, downstream, "");
    }

    private GroupTranslation translation() {
        return translation((partition, offset) -> Optional.of(new Translation(offset + shift, Exactness.EXACT, 0)));
    }

    private static GroupTranslation translation(Translator translator) {
        FlowConfig config = FlowConfig.from(Map.of(
                "name", "checkpoints", "source.cluster.alias", "A", "target.cluster.alias", "B", "topics", "topic"));
        return new GroupTranslation(new Routes(config, Way.FORWARD), translator);
    }
}
