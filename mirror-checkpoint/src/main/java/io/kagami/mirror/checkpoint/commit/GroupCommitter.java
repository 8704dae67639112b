package io.kagami.mirror.checkpoint.commit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsResult;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Commits offsets of many groups, a request each. An admin client has one request under way per broker, so the next ones are queued while
 * it waits, but never so many that others who use the client wait long.
 *
 * <p>Threading: one thread; blocks.
 */
public final class GroupCommitter {

    private static final int AT_ONCE = 100;

    /** A coordinator that is away must not hold up the groups of the others for long. */
    private static final AlterConsumerGroupOffsetsOptions IN_TIME =
            new AlterConsumerGroupOffsetsOptions().timeoutMs(10_000);

    private final Admin admin;

    public GroupCommitter(Admin admin) {
        this.admin = admin;
    }

    /** Commits what is given for each group; every group has a result. */
    public Map<String, CommitResult> commit(Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets)
            throws InterruptedException {
        Map<String, CommitResult> results = new HashMap<>(offsets.size() * 2);
        List<String> groups = new ArrayList<>(offsets.keySet());
        for (int from = 0; from < groups.size(); from += AT_ONCE) {
            commit(groups.subList(from, Math.min(from + AT_ONCE, groups.size())), offsets, results);
        }
        return results;
    }

    private void commit(
            List<String> groups,
            Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets,
            Map<String, CommitResult> results)
            throws InterruptedException {
        Map<String, AlterConsumerGroupOffsetsResult> underWay = new HashMap<>();
        for (String group : groups) {
            underWay.put(group, admin.alterConsumerGroupOffsets(group, offsets.getOrDefault(group, Map.of()), IN_TIME));
        }
        for (Map.Entry<String, AlterConsumerGroupOffsetsResult> commit : underWay.entrySet()) {
            results.put(commit.getKey(), result(commit.getValue()));
        }
    }

    private static CommitResult result(AlterConsumerGroupOffsetsResult commit) throws InterruptedException {
        try {
            Void unused = commit.all().get();
            return new CommitResult.Synced();
        } catch (ExecutionException e) {
            return CommitResult.refused(e.getCause() == null ? e : e.getCause());
        }
    }
}
