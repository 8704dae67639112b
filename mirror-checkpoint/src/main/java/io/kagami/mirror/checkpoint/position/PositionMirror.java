package io.kagami.mirror.checkpoint.position;

import io.kagami.mirror.checkpoint.commit.CommitResult;
import io.kagami.mirror.checkpoint.commit.GroupSync;
import io.kagami.mirror.checkpoint.group.GroupReader;
import io.kagami.mirror.checkpoint.group.ListedGroup;
import io.kagami.mirror.checkpoint.group.Routes;
import io.kagami.mirror.checkpoint.state.GroupState;
import io.kagami.mirror.checkpoint.state.GroupStates;
import io.kagami.mirror.checkpoint.state.Way;
import io.kagami.mirror.filter.GroupSelection;
import io.kagami.mirror.topology.Flow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.mirror.Checkpoint;

/**
 * Keeps the positions of one cluster's groups on another cluster, round by round. The work of a round follows what changed: groups that
 * rest are seldom read, what reads and maps as before is not translated, what is translated as before neither written nor committed.
 *
 * <p>Threading: one thread; blocks.
 */
public final class PositionMirror {

    private final Flow flow;
    private final Way way;
    private final Links links;
    private final GroupRoster roster;
    private final GroupTranslation translation;
    private final Announcements announcements;
    private long round;
    private boolean news = true;

    public PositionMirror(
            Flow flow, Way way, Links links, GroupSelection selection, Routes routes, Translator translator) {
        this.flow = flow;
        this.way = way;
        this.links = links;
        this.roster = new GroupRoster(selection);
        this.translation = new GroupTranslation(routes, translator);
        this.announcements = new Announcements(flow, way);
    }

    /** What the checkpoints topic holds, so that it is not written again. */
    public void restore(Map<String, Map<TopicPartition, Checkpoint>> written) {
        roster.restore(written);
    }

    /**
     * Does what is due.
     *
     * @param remapped the partitions groups consume about whose copies something new is known
     * @throws org.apache.kafka.common.KafkaException if a cluster cannot be asked now; the next round takes up what was not done
     */
    public void round(Due due, Set<TopicPartition> remapped) throws InterruptedException {
        round++;
        if (due.list() || round == 1) {
            news |= roster.follow(links.reader().list());
            announcements.leftAlone(roster.otherKinds());
        }
        retranslate(remapped, read());
        if (due.emit() && links.outlet().isFree()) {
            emit();
        }
        GroupSync sync = links.sync();
        if (due.commit() && sync != null) {
            commit(sync);
        }
        if (news) {
            publish();
        }
    }

    private Set<String> read() throws InterruptedException {
        List<String> due = roster.dueIn(round);
        Set<String> changed = new HashSet<>();
        if (due.isEmpty()) {
            return changed;
        }
        GroupReader.Committed answer = links.reader().committed(due);
        answer.offsets().forEach((id, offsets) -> {
            TrackedGroup group = roster.tracked(id);
            if (group != null && group.read(offsets)) {
                changed.add(id);
            }
        });
        answer.errors().keySet().forEach(id -> {
            TrackedGroup group = roster.tracked(id);
            if (group != null && !group.isUnreadable()) {
                group.unreadable();
                news = true;
            }
        });
        announcements.unreadable(answer);
        return changed;
    }

    private void retranslate(Set<TopicPartition> remapped, Set<String> changed) {
        for (TrackedGroup group : roster.tracked()) {
            if (changed.contains(group.id()) || (!remapped.isEmpty() && group.consumesOneOf(remapped))) {
                group.translate(translation);
                news = true;
            }
        }
    }

    private void emit() throws InterruptedException {
        List<Checkpoint> unwritten = new ArrayList<>();
        roster.tracked().forEach(group -> group.takeUnwritten(unwritten));
        if (!unwritten.isEmpty()) {
            links.outlet().put(unwritten);
        }
    }

    private void commit(GroupSync sync) throws InterruptedException {
        Map<String, ListedGroup> listed = sync.list();
        Map<String, Map<TopicPartition, Checkpoint>> wanted = new HashMap<>();
        for (TrackedGroup group : roster.tracked()) {
            if (group.isSyncDue(round, listed.containsKey(group.id()))) {
                wanted.put(group.id(), group.checkpoints());
            }
        }
        if (!wanted.isEmpty()) {
            Map<String, CommitResult> results = sync.sync(wanted, listed);
            for (TrackedGroup group : roster.tracked()) {
                CommitResult result = results.get(group.id());
                if (result != null) {
                    news |= group.takeResult(result);
                }
            }
            announcements.notCommitted(results);
        }
    }

    private void publish() {
        Map<String, GroupState> states = roster.tracked().stream()
                .map(TrackedGroup::state)
                .collect(Collectors.toMap(GroupState::group, state -> state));
        states.putAll(roster.untracked());
        GroupStates now = new GroupStates(flow, way, states);
        now.publish();
        announcements.counts(now.counts());
        news = false;
    }
}
