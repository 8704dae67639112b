package io.kagami.mirror.checkpoint.group;

import io.kagami.mirror.topology.ClusterAlias;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the groups of one cluster: a request to each broker for the list, and one to each coordinator for the offsets of many groups.
 *
 * <p>Threading: one thread; blocks up to the client's {@code default.api.timeout.ms}.
 */
public final class GroupReader {

    /** Keeps an answer of groups with ten partitions each at some 300 KB. */
    private static final int GROUPS_PER_REQUEST = 500;

    private static final ListConsumerGroupOffsetsSpec ALL_PARTITIONS = new ListConsumerGroupOffsetsSpec();

    private final ClusterAlias cluster;
    private final Admin admin;

    public GroupReader(ClusterAlias cluster, Admin admin) {
        this.cluster = cluster;
        this.admin = admin;
    }

    /**
     * All groups, of whatever kind, by id.
     *
     * @throws GroupsUnavailableException if a broker does not answer, as a group might be missing then
     */
    public Map<String, ListedGroup> list() throws InterruptedException {
        try {
            Collection<GroupListing> listings =
                    admin.listGroups(new ListGroupsOptions()).all().get();
            Map<String, ListedGroup> groups = new HashMap<>(listings.size() * 2);
            listings.forEach(listing -> groups.put(listing.groupId(), ListedGroup.of(listing)));
            return groups;
        } catch (ExecutionException e) {
            throw new GroupsUnavailableException("list the groups", cluster, e.getCause() == null ? e : e.getCause());
        }
    }

    /**
     * What groups committed.
     *
     * @param offsets by group and partition; partitions without an offset are left out
     * @param errors of groups that could not be read
     */
    public record Committed(
            Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets, Map<String, Throwable> errors) {}

    /** The offsets of these groups; every group is in one of the answer's maps. */
    public Committed committed(Collection<String> groups) throws InterruptedException {
        Committed answer = new Committed(new HashMap<>(groups.size() * 2), new HashMap<>());
        List<String> all = new ArrayList<>(groups);
        for (int from = 0; from < all.size(); from += GROUPS_PER_REQUEST) {
            read(all.subList(from, Math.min(from + GROUPS_PER_REQUEST, all.size())), answer);
        }
        return answer;
    }

    private void read(List<String> groups, Committed answer) throws InterruptedException {
        ListConsumerGroupOffsetsResult result = admin.listConsumerGroupOffsets(
                groups.stream().collect(Collectors.toMap(group -> group, group -> ALL_PARTITIONS)));
        for (String group : groups) {
            try {
                Map<TopicPartition, OffsetAndMetadata> offsets =
                        result.partitionsToOffsetAndMetadata(group).get();
                offsets.values().removeIf(Objects::isNull); // some clients commit a negative offset for "none"
                answer.offsets().put(group, offsets);
            } catch (ExecutionException e) {
                answer.errors().put(group, e.getCause() == null ? e : e.getCause());
            }
        }
    }
}
