package io.kagami.mirror.checkpoint.commit;

import io.kagami.mirror.checkpoint.group.GroupReader;
import io.kagami.mirror.checkpoint.group.ListedGroup;
import io.kagami.mirror.checkpoint.group.Listing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.mirror.Checkpoint;

/**
 * Brings groups of one cluster to where they should be.
 *
 * <p>Threading: one thread; blocks.
 */
public final class GroupSync {

    private final GroupReader reader;
    private final GroupCommitter committer;
    private final CommitRule rule;

    public GroupSync(GroupReader reader, GroupCommitter committer, CommitRule rule) {
        this.reader = reader;
        this.committer = committer;
        this.rule = rule;
    }

    /**
     * The groups there are, with and without members.
     *
     * @throws org.apache.kafka.common.KafkaException if the cluster does not tell
     */
    public Listing list() throws InterruptedException {
        return reader.list();
    }

    /**
     * What groups lack.
     *
     * @param commits by group and partition
     * @param present what groups have there, of those that were asked
     * @param results of groups for which there is nothing to commit
     */
    public record Missing(
            Map<String, Map<TopicPartition, OffsetAndMetadata>> commits,
            Map<String, Map<TopicPartition, OffsetAndMetadata>> present,
            Map<String, CommitResult> results) {}

    /**
     * Finds what of these positions is missing, and commits nothing.
     *
     * @param wanted by group and partition
     * @param listed the groups there are, as just listed
     */
    public Missing missing(Map<String, Map<TopicPartition, Checkpoint>> wanted, Map<String, ListedGroup> listed)
            throws InterruptedException {
        Map<String, CommitResult> results = new HashMap<>();
        Map<String, Map<TopicPartition, OffsetAndMetadata>> commits = new HashMap<>();
        GroupReader.Committed present = reader.committed(restingAmong(wanted, listed, results));
        present.errors().forEach((group, error) -> results.put(group, CommitResult.refused(error)));
        wanted.forEach((group, checkpoints) -> {
            if (!results.containsKey(group)) {
                Map<TopicPartition, OffsetAndMetadata> missing =
                        rule.missing(checkpoints, present.offsets().getOrDefault(group, Map.of()));
                if (missing.isEmpty()) {
                    results.put(group, new CommitResult.Synced());
                } else {
                    commits.put(group, missing);
                }
            }
        });
        return new Missing(commits, present.offsets(), results);
    }

    /**
     * Commits what of these positions is missing.
     *
     * @return a result for each group
     */
    public Map<String, CommitResult> sync(
            Map<String, Map<TopicPartition, Checkpoint>> wanted, Map<String, ListedGroup> listed)
            throws InterruptedException {
        Missing missing = missing(wanted, listed);
        Map<String, CommitResult> results = new HashMap<>(missing.results());
        results.putAll(committer.commit(missing.commits()));
        return results;
    }

    /** Groups that may have offsets there which may be changed; the results of those that may not are known. */
    private static List<String> restingAmong(
            Map<String, Map<TopicPartition, Checkpoint>> wanted,
            Map<String, ListedGroup> listed,
            Map<String, CommitResult> results) {
        List<String> resting = new ArrayList<>();
        for (String group : wanted.keySet()) {
            ListedGroup there = listed.get(group);
            // One that is not listed may still be there: its broker was away, or it was on its way to another.
            if (there != null && (there.active() || there.kind() != ListedGroup.Kind.CONSUMER)) {
                results.put(group, new CommitResult.Active());
            } else {
                resting.add(group);
            }
        }
        return resting;
    }
}
