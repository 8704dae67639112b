package io.kagami.mirror.checkpoint.position;

import io.kagami.mirror.checkpoint.commit.CommitResult;
import io.kagami.mirror.checkpoint.group.ReadPlan;
import io.kagami.mirror.checkpoint.state.GroupStanding;
import io.kagami.mirror.checkpoint.state.GroupState;
import io.kagami.mirror.checkpoint.state.PartitionState;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.mirror.Checkpoint;

/**
 * What is remembered about a group between rounds.
 *
 * <p>Threading: one thread.
 */
final class TrackedGroup {

    private final String id;
    private final ReadPlan plan;
    private final Rhythm rhythm;

    private Map<TopicPartition, OffsetAndMetadata> committed = Map.of();
    private Map<TopicPartition, Checkpoint> checkpoints = Map.of();
    private final Map<TopicPartition, Checkpoint> written;
    private List<PartitionState> partitions = List.of();
    private GroupState state;
    private boolean untranslated;
    private boolean unwritten;
    private Sync sync = Sync.DUE;

    private enum Sync {
        DUE,
        SKIPPED,
        FAILED,
        DONE
    }

    /** A group of which the topic has these checkpoints. They count for nothing else before what it committed was read and translated. */
    TrackedGroup(String id, Map<TopicPartition, Checkpoint> written, Rhythm rhythm) {
        this.id = id;
        this.plan = new ReadPlan(id, rhythm.restingEvery());
        this.rhythm = rhythm;
        this.written = new HashMap<>(written);
        this.state = new GroupState(id, GroupStanding.MIRRORED);
    }

    String id() {
        return id;
    }

    GroupState state() {
        return state;
    }

    boolean isDue(long round, boolean active) {
        return plan.isDue(round, active);
    }

    /** The group was read. */
    void read(Map<TopicPartition, OffsetAndMetadata> offsets) {
        boolean changed = !offsets.equals(committed);
        plan.read(changed);
        committed = offsets;
        untranslated |= changed || isUnreadable();
    }

    void unreadable() {
        committed = Map.of();
        state = new GroupState(id, GroupStanding.UNREADABLE);
    }

    boolean isUnreadable() {
        return state.standing() == GroupStanding.UNREADABLE;
    }

    /**
     * Brings the checkpoints up to date with what was read and copied; returns whether there was anything to do.
     *
     * @param remapped the source's partitions about whose copies something new is known
     */
    boolean translate(GroupTranslation translation, Set<TopicPartition> remapped) {
        if (!untranslated && !translation.concerns(committed.keySet(), remapped)) {
            return false;
        }
        GroupTranslation.Outcome outcome = translation.translate(id, committed, written);
        if (!outcome.checkpoints().equals(checkpoints) || untranslated) {
            sync = Sync.DUE;
            unwritten = true;
        }
        checkpoints = outcome.checkpoints();
        partitions = List.copyOf(outcome.states());
        untranslated = false;
        changeState(state.standing() == GroupStanding.SKIPPED ? GroupStanding.SKIPPED : GroupStanding.MIRRORED);
        return true;
    }

    private void changeState(GroupStanding standing) {
        state = new GroupState(id, standing, partitions);
    }

    /** Adds the checkpoints that the topic does not have. */
    void addUnwritten(Collection<Checkpoint> into) {
        if (!unwritten) {
            return;
        }
        for (Map.Entry<TopicPartition, Checkpoint> entry : checkpoints.entrySet()) {
            if (!entry.getValue().equals(written.get(entry.getKey()))) {
                into.add(entry.getValue());
            }
        }
    }

    /** The topic has what was added. */
    void written() {
        if (unwritten) {
            written.putAll(checkpoints); // the topic keeps those that are not wanted now
            unwritten = false;
        }
    }

    /** Whether to bring the group on the other cluster to where it should be, in this turn of committing. */
    boolean isSyncDue(long turn) {
        return isTranslated()
                && switch (sync) {
                    case DUE, SKIPPED -> true;
                    case FAILED -> isTurn(turn, rhythm.retryEvery());
                    case DONE -> false;
                };
    }

    /**
     * Whether to hold a group that is where it should be against its counterpart, though nothing changed here.
     *
     * @param look the number of this look at the groups of the other cluster
     */
    boolean isCheckDue(long look, boolean existsThere) {
        return isTranslated() && sync == Sync.DONE && (!existsThere || isTurn(look, rhythm.recheckEvery()));
    }

    private boolean isTranslated() {
        return !checkpoints.isEmpty() && !isUnreadable();
    }

    /** Different groups in different turns. */
    private boolean isTurn(long turn, int every) {
        return Math.floorMod(turn + id.hashCode(), every) == 0;
    }

    Map<TopicPartition, Checkpoint> checkpoints() {
        return checkpoints;
    }

    /** How bringing the group over there up to date went; returns whether that is new for people. */
    boolean takeResult(CommitResult result) {
        if (result instanceof CommitResult.Synced) {
            sync = Sync.DONE;
            return standsAs(GroupStanding.MIRRORED);
        }
        if (result instanceof CommitResult.Active) {
            sync = Sync.SKIPPED;
            return standsAs(GroupStanding.SKIPPED);
        }
        sync = result instanceof CommitResult.Failed ? Sync.FAILED : Sync.DUE;
        return false;
    }

    private boolean standsAs(GroupStanding standing) {
        if (state.standing() == standing) {
            return false;
        }
        changeState(standing);
        return true;
    }
}
