package io.kagami.mirror.checkpoint.position;

import io.kagami.mirror.checkpoint.commit.CommitResult;
import io.kagami.mirror.checkpoint.commit.GroupSync;
import io.kagami.mirror.checkpoint.group.GroupReader;
import io.kagami.mirror.checkpoint.group.ListedGroup;
import io.kagami.mirror.checkpoint.group.Listing;
import io.kagami.mirror.checkpoint.group.Routes;
import io.kagami.mirror.checkpoint.state.GroupState;
import io.kagami.mirror.checkpoint.state.GroupStates;
import io.kagami.mirror.checkpoint.state.Standing;
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
    private long turn;
    private boolean listed;
    private boolean news = true;
    private final Set<TopicPartition> remapped = new HashSet<>();

    public PositionMirror(
            Flow flow, Way way, Links links, GroupSelection selection, Routes routes, Translator translator) {
        this.flow = flow;
        this.way = way;
        this.links = links;
        this.roster = new GroupRoster(selection, links.rhythm());
        this.translation = new GroupTranslation(routes, translator);
        this.announcements = new Announcements(flow, way);
    }

    /** What the checkpoints topic holds, so that it is not written again. */
    public void restore(Map<String, Map<TopicPartition, Checkpoint>> written) {
        roster.restore(written);
    }

    /**
     * Reads the groups that may have changed.
     *
     * @param list whether to look for new groups, too
     * @throws org.apache.kafka.common.KafkaException if the cluster cannot be asked now; the next round takes up what was not done
     */
    public void read(boolean list) throws InterruptedException {
        round++;
        if (list || !listed) {
            Listing listing = links.reader().list();
            news |= roster.follow(listing);
            listed = true;
            announcements.listed(listing);
            if (listing.incomplete().isEmpty()) {
                links.meter().retain(listing.groups().keySet());
            }
            announcements.leftAlone(roster.otherKinds());
        }
        List<String> due = roster.dueIn(round);
        if (!due.isEmpty()) {
            links.meter().reads();
            take(links.reader().committed(due));
        }
    }

    private void take(GroupReader.Committed answer) {
        answer.offsets().forEach((id, offsets) -> {
            TrackedGroup group = roster.tracked(id);
            if (group != null) {
                group.read(offsets);
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
    }

    /** About the copies of these partitions of the flow's source something new is known. */
    public void note(Set<TopicPartition> changed) {
        remapped.addAll(changed);
    }

    /** Translates what changed. */
    public void translate() {
        for (TrackedGroup group : roster.tracked()) {
            news |= group.translate(translation, remapped);
        }
        remapped.clear();
    }

    /** Whether some group is ahead of the copy, as far as its positions were translated. */
    public boolean isAnyWaiting() {
        return roster.tracked().stream().anyMatch(group -> group.state().count(Standing.WAITING) > 0);
    }

    /**
     * Takes what was translated to the other cluster.
     *
     * @throws org.apache.kafka.common.KafkaException if a cluster cannot be asked now; the next round takes up what was not done
     */
    public void carryOver(Due due) throws InterruptedException {
        if (due.emit()) {
            emit();
        }
        GroupSync sync = links.sync();
        if (due.commit() && sync != null) {
            commit(sync);
        }
        if (news) {
            publish();
        }
        announcements.sayLater();
    }

    private void emit() throws InterruptedException {
        List<Checkpoint> unwritten = new ArrayList<>();
        roster.tracked().forEach(group -> group.addUnwritten(unwritten));
        if (!unwritten.isEmpty()) {
            links.outlet().put(unwritten);
            links.meter().stored(unwritten);
        }
        roster.tracked().forEach(TrackedGroup::written);
    }

    private void commit(GroupSync sync) throws InterruptedException {
        turn++;
        int lookEvery = links.rhythm().lookEvery();
        boolean looks = turn % lookEvery == 0;
        if (!looks && roster.tracked().stream().noneMatch(group -> group.isSyncDue(turn))) {
            return;
        }
        Map<String, ListedGroup> there = sync.list().groups();
        Map<String, Map<TopicPartition, Checkpoint>> wanted = new HashMap<>();
        for (TrackedGroup group : roster.tracked()) {
            if (group.isSyncDue(turn) || (looks && group.isCheckDue(turn / lookEvery, there.containsKey(group.id())))) {
                wanted.put(group.id(), group.checkpoints());
            }
        }
        if (!wanted.isEmpty()) {
            Map<String, CommitResult> results = sync.sync(wanted, there);
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
