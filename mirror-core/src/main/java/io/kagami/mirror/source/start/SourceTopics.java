package io.kagami.mirror.source.start;

import io.kagami.mirror.offset.start.FirstSight;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What the source says of its topics now: which partitions they have and where these end.
 *
 * <p>Threading: one thread; blocks up to the client's {@code default.api.timeout.ms}. The Admin client stays the caller's.
 */
final class SourceTopics {

    private final Admin admin;
    private final Clock clock;

    SourceTopics(Admin admin, Clock clock) {
        this.admin = admin;
        this.clock = clock;
    }

    /** All topics but Kafka's own. */
    Set<String> names() throws InterruptedException {
        try {
            return admin.listTopics().names().get();
        } catch (ExecutionException e) {
            throw new KafkaException("topics of the source could not be listed: " + e.getMessage(), e.getCause());
        }
    }

    /** Where the topics end; those that do not exist are absent, and of partitions without a leader nobody can tell. */
    List<FirstSight> ends(Collection<String> topics) throws InterruptedException {
        Instant now = clock.instant();
        Map<String, TopicDescription> described =
                existing(admin.describeTopics(topics).topicNameValues());
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        Set<TopicPartition> leaderless = new HashSet<>();
        described.forEach((topic, description) -> description.partitions().forEach(partition -> {
            TopicPartition name = new TopicPartition(topic, partition.partition());
            Node leader = partition.leader();
            if (leader == null || leader.isEmpty()) {
                leaderless.add(name); // asking would hold up all the others
            } else {
                asked.put(name, OffsetSpec.latest());
            }
        }));
        ListOffsetsResult answers = admin.listOffsets(asked);
        Map<TopicPartition, KafkaFuture<ListOffsetsResult.ListOffsetsResultInfo>> futures = new HashMap<>();
        asked.keySet().forEach(partition -> futures.put(partition, answers.partitionResult(partition)));
        Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> ends = existing(futures);
        List<FirstSight> seen = new ArrayList<>();
        new TreeMap<>(described).forEach((topic, description) -> {
            Map<Integer, Long> offsets = new HashMap<>();
            Map<Integer, Instant> unseen = new HashMap<>();
            description.partitions().forEach(partition -> {
                ListOffsetsResult.ListOffsetsResultInfo end =
                        ends.get(new TopicPartition(topic, partition.partition()));
                if (end != null) {
                    offsets.put(partition.partition(), end.offset());
                } else if (leaderless.contains(new TopicPartition(topic, partition.partition()))) {
                    unseen.put(partition.partition(), now);
                }
            });
            if (offsets.size() + unseen.size() == description.partitions().size()) { // else it was deleted meanwhile
                seen.add(new FirstSight(topic, description.topicId(), offsets, unseen));
            }
        });
        return seen;
    }

    private static <K, T> Map<K, T> existing(Map<K, KafkaFuture<T>> futures) throws InterruptedException {
        Map<K, T> values = new HashMap<>();
        for (Map.Entry<K, KafkaFuture<T>> each : futures.entrySet()) {
            try {
                values.put(each.getKey(), each.getValue().get());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw new KafkaException(
                            "the end of " + each.getKey() + " of the source is not known: " + e.getMessage(),
                            e.getCause());
                }
            }
        }
        return values;
    }
}
