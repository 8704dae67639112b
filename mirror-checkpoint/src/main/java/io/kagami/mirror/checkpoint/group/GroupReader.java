package io.kagami.mirror.checkpoint.group;

import io.kagami.mirror.topology.ClusterAlias;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListGroupsResult;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Reads the groups of one cluster: a request to each broker for the list, and one to each coordinator for the offsets of many groups.
 *
 * <p>Threading: one thread; blocks up to the client's {@code default.api.timeout.ms}.
 */
public final class GroupReader {

    /** Keeps an answer of groups with ten partitions each at some 300 KB. */
    private static final int GROUPS_PER_REQUEST = 500;

    /** A broker that is away must not hold up the groups of the others for long. */
    private static final int LISTED_WITHIN_MS = 10_000;

    private static final ListConsumerGroupOffsetsSpec ALL_PARTITIONS = new ListConsumerGroupOffsetsSpec();

    private final ClusterAlias cluster;
    private final Admin admin;

    public GroupReader(ClusterAlias cluster, Admin admin) {
        this.cluster = cluster;
        this.admin = admin;
    }

    /**
     * The groups of all brokers that answer. Also when all do, a group may be missing for a moment, while it moves from one broker to
     * another.
     *
     * @throws GroupsUnavailableException if no broker answers
     */
    public Listing list() throws InterruptedException {
        try {
            ListGroupsResult answers = admin.listGroups(new ListGroupsOptions().timeoutMs(LISTED_WITHIN_MS));
            Collection<GroupListing> listings = answers.valid().get();
            Optional<Throwable> incomplete = answers.errors().get().stream().findFirst();
            if (listings.isEmpty() && incomplete.isPresent()) {
                throw new GroupsUnavailableException("list the groups", cluster, incomplete.get());
            }
            Map<String, ListedGroup> groups = new HashMap<>(listings.size() * 2);
            listings.forEach(listing -> groups.put(listing.groupId(), ListedGroup.of(listing)));
            return new Listing(groups, incomplete);
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

    /**
     * The offsets of these groups; every group is in one of the answer's maps, one that does not exist with no offsets. All are asked for at
     * once, so that the groups of a coordinator that is away cost the time of one request that is in vain, however many they are.
     */
    public Committed committed(Collection<String> groups) throws InterruptedException {
        Committed answer = new Committed(new HashMap<>(groups.size() * 2), new HashMap<>());
        List<String> all = new ArrayList<>(groups);
        Map<List<String>, ListConsumerGroupOffsetsResult> underWay = new LinkedHashMap<>();
        for (int from = 0; from < all.size(); from += GROUPS_PER_REQUEST) {
            List<String> some = all.subList(from, Math.min(from + GROUPS_PER_REQUEST, all.size()));
            underWay.put(
                    some,
                    admin.listConsumerGroupOffsets(
                            some.stream().collect(Collectors.toMap(group -> group, group -> ALL_PARTITIONS))));
        }
        for (Map.Entry<List<String>, ListConsumerGroupOffsetsResult> each : underWay.entrySet()) {
            take(each.getKey(), each.getValue(), answer);
        }
        return answer;
    }

    private static void take(List<String> groups, ListConsumerGroupOffsetsResult result, Committed answer)
            throws InterruptedException {
        for (String group : groups) {
            try {
                Map<TopicPartition, OffsetAndMetadata> offsets =
                        result.partitionsToOffsetAndMetadata(group).get();
                offsets.values().removeIf(Objects::isNull); // some clients commit a negative offset for "none"
                answer.offsets().put(group, offsets);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof GroupIdNotFoundException) {
                    answer.offsets().put(group, Map.of());
                } else {
                    answer.errors().put(group, e.getCause() == null ? e : e.getCause());
                }
            }
        }
    }
}
