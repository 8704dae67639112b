package io.kagami.mirror.cli;

import io.kagami.mirror.topology.ClusterAlias;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.common.GroupState;

/**
 * Processes that copy into a cluster, as that cluster knows them: members of the worker's group.
 *
 * <p>Threading: one thread; blocks.
 */
record RunningWorkers(ClusterAlias target, String group, boolean any) {

    private static final Set<GroupState> MEMBERLESS = Set.of(GroupState.EMPTY, GroupState.DEAD);

    /**
     * Asks the cluster. One that does not show us the group is taken at the user's word.
     *
     * @throws UserProblemException if it does not answer
     */
    static RunningWorkers of(FlowFile file, ClusterAlias target) throws InterruptedException {
        String group = file.config().workerProperties(target).getOrDefault("group.id", "");
        Admin admin = Admin.create(new HashMap<String, Object>(file.config().clientProperties(target)));
        try {
            Collection<GroupListing> listed =
                    admin.listGroups(new ListGroupsOptions()).all().get();
            return new RunningWorkers(
                    target,
                    group,
                    listed.stream()
                            .filter(listing -> listing.groupId().equals(group))
                            .anyMatch(listing -> listing.groupState()
                                    .filter(MEMBERLESS::contains)
                                    .isEmpty()));
        } catch (ExecutionException e) {
            throw new UserProblemException("The groups of " + target + " cannot be listed: " + e.getCause(), e);
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    /**
     * Returns if there are none.
     *
     * @throws UserProblemException if there are some
     */
    void requireNone() {
        if (any) {
            throw new UserProblemException("Processes that copy into " + target + " are still running (group " + group
                    + " has members). Stop all of them first; one that was killed is forgotten within a minute.");
        }
    }
}
