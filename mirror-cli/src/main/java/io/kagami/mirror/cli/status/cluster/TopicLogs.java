package io.kagami.mirror.cli.status.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Where the logs of one cluster begin and end.
 *
 * <p>Threading: one thread; blocks.
 */
public final class TopicLogs {

    private static final int TOPICS_PER_REQUEST = 500;

    private final Admin admin;

    /** The client stays the caller's. */
    public TopicLogs(Admin admin) {
        this.admin = admin;
    }

    /**
     * What there is of some topics.
     *
     * @param topicIds of partitions that have a leader
     * @param silent partitions without one
     */
    public record Partitions(Map<TopicPartition, Uuid> topicIds, List<TopicPartition> silent) {}

    /** All topics the cluster shows us, but Kafka's own. */
    public Set<String> names() throws InterruptedException {
        return Answers.await(admin.listTopics().names());
    }

    /** Partitions of these topics; those that do not exist have none. */
    public Partitions partitions(Collection<String> topics) throws InterruptedException {
        Map<TopicPartition, Uuid> topicIds = new HashMap<>();
        List<TopicPartition> silent = new ArrayList<>();
        List<String> all = List.copyOf(topics);
        for (int from = 0; from < all.size(); from += TOPICS_PER_REQUEST) {
            List<String> some = all.subList(from, Math.min(all.size(), from + TOPICS_PER_REQUEST));
            Map<String, KafkaFuture<TopicDescription>> answers =
                    admin.describeTopics(some).topicNameValues();
            for (TopicDescription description : existing(answers).values()) {
                description.partitions().forEach(partition -> {
                    TopicPartition name = new TopicPartition(description.name(), partition.partition());
                    Node leader = partition.leader();
                    if (leader == null || leader.isEmpty()) {
                        silent.add(name); // asking it would hold up all others
                    } else {
                        topicIds.put(name, description.topicId());
                    }
                });
            }
        }
        return new Partitions(topicIds, silent);
    }

    /** The first offset of each; partitions that cannot tell now are absent. */
    public Map<TopicPartition, Long> starts(Collection<TopicPartition> partitions) throws InterruptedException {
        return offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** Behind the last offset that all replicas in sync have; partitions that cannot tell now are absent. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) throws InterruptedException {
        return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** Behind the last offset before the first open transaction; partitions that cannot tell now are absent. */
    public Map<TopicPartition, Long> committedEnds(Collection<TopicPartition> partitions) throws InterruptedException {
        return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    }

    private Map<TopicPartition, Long> offsets(
            Collection<TopicPartition> partitions, OffsetSpec which, IsolationLevel isolation)
            throws InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, which));
        ListOffsetsResult result = admin.listOffsets(
                asked, new ListOffsetsOptions(isolation).timeoutMs((int) Answers.PATIENCE.toMillis()));
        Map<TopicPartition, KafkaFuture<ListOffsetsResult.ListOffsetsResultInfo>> answers = new HashMap<>();
        asked.keySet().forEach(partition -> answers.put(partition, result.partitionResult(partition)));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        existing(answers).forEach((partition, answer) -> offsets.put(partition, answer.offset()));
        return offsets;
    }

    /** What vanished, or has no leader since, is left out; a refusal is not, nor a cluster that answers nothing at all. */
    private static <K, T> Map<K, T> existing(Map<K, KafkaFuture<T>> answers) throws InterruptedException {
        Map<K, T> existing = new HashMap<>();
        KafkaException unanswered = null;
        for (Map.Entry<K, KafkaFuture<T>> answer : answers.entrySet()) {
            try {
                existing.put(answer.getKey(), answer.getValue().get());
            } catch (ExecutionException e) {
                Throwable cause = e.getCause();
                KafkaException failure = new KafkaException(answer.getKey() + ": " + cause, cause);
                if (!(cause instanceof RetriableException)) {
                    throw failure;
                }
                unanswered = cause instanceof UnknownTopicOrPartitionException ? unanswered : failure;
            }
        }
        if (existing.isEmpty() && unanswered != null) {
            throw unanswered;
        }
        return existing;
    }
}
