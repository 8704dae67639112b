package io.kagami.mirror.checkpoint.position;

import io.kagami.mirror.checkpoint.group.ListedGroup;
import io.kagami.mirror.checkpoint.group.Listing;
import io.kagami.mirror.checkpoint.state.GroupStanding;
import io.kagami.mirror.checkpoint.state.GroupState;
import io.kagami.mirror.filter.GroupSelection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.mirror.Checkpoint;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a cluster: those whose positions follow, and why the others' do not.
 *
 * <p>Threading: one thread.
 */
final class GroupRoster {

    private final GroupSelection selection;
    private final Rhythm rhythm;
    private final Map<String, TrackedGroup> tracked = new HashMap<>();
    private final Map<String, GroupState> untracked = new HashMap<>();
    private Map<String, Map<TopicPartition, Checkpoint>> written = Map.of();
    private Map<String, ListedGroup> listed = Map.of();

    GroupRoster(GroupSelection selection, Rhythm rhythm) {
        this.selection = selection;
        this.rhythm = rhythm;
    }

    void restore(Map<String, Map<TopicPartition, Checkpoint>> checkpoints) {
        written = checkpoints;
    }

    /**
     * Takes in which groups there are; returns whether some came or went. Where a broker has not answered, those that are not listed are
     * taken to be as they were.
     */
    boolean follow(Listing listing) {
        Map<String, ListedGroup> now = new HashMap<>(listing.incomplete().isPresent() ? listed : Map.of());
        now.putAll(listing.groups());
        listed = now;
        boolean changed = tracked.keySet().removeIf(id -> !now.containsKey(id));
        changed |= untracked.keySet().removeIf(id -> !now.containsKey(id));
        for (ListedGroup group : now.values()) {
            if (!tracked.containsKey(group.id()) && !untracked.containsKey(group.id())) {
                add(group);
                changed = true;
            }
        }
        changed |= dropOtherKinds();
        written = Map.of(); // groups that come later have no checkpoints, or old ones
        return changed;
    }

    private void add(ListedGroup group) {
        if (!selection.selects(group.id())) {
            untracked.put(group.id(), new GroupState(group.id(), GroupStanding.EXCLUDED));
        } else if (group.kind() == ListedGroup.Kind.OTHER) {
            untracked.put(group.id(), new GroupState(group.id(), GroupStanding.OTHER_KIND));
        } else {
            tracked.put(group.id(), new TrackedGroup(group.id(), written.getOrDefault(group.id(), Map.of()), rhythm));
        }
    }

    /** A group may be deleted and made anew between two looks, as one of another kind. */
    private boolean dropOtherKinds() {
        boolean dropped = tracked.keySet().removeIf(id -> isOther(listed.get(id)));
        dropped |= untracked
                .values()
                .removeIf(state -> state.standing() == GroupStanding.OTHER_KIND && !isOther(listed.get(state.group())));
        return dropped;
    }

    private static boolean isOther(@Nullable ListedGroup group) {
        return group != null && group.kind() == ListedGroup.Kind.OTHER;
    }

    /** Groups to read in this round. */
    List<String> dueIn(long round) {
        List<String> due = new ArrayList<>();
        for (TrackedGroup group : tracked.values()) {
            ListedGroup there = listed.get(group.id());
            if (there != null && group.isDue(round, there.active())) {
                due.add(group.id());
            }
        }
        return due;
    }

    /** Every group there is. */
    Set<String> all() {
        return listed.keySet();
    }

    Collection<TrackedGroup> tracked() {
        return tracked.values();
    }

    @Nullable
    TrackedGroup tracked(String id) {
        return tracked.get(id);
    }

    /** The states of groups whose positions do not follow. */
    Map<String, GroupState> untracked() {
        return untracked;
    }

    /** Groups that are left alone for what they are. */
    Set<String> otherKinds() {
        Set<String> others = new HashSet<>();
        untracked.values().stream()
                .filter(state -> state.standing() == GroupStanding.OTHER_KIND)
                .forEach(state -> others.add(state.group()));
        return others;
    }
}
