package io.kagami.mirror.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Offsets of groups and logs, as an operator sees and sets them. */
final class Offsets {

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private Offsets() {}

    /** A wait in which clusters may not have what is asked for yet. */
    static ConditionFactory eventually() {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptions();
    }

    /** What a group committed; nothing if there is no such group. */
    static Map<TopicPartition, Long> of(EmbeddedCluster cluster, String group)
            throws ExecutionException, InterruptedException {
        return of(cluster, List.of(group)).getOrDefault(group, Map.of());
    }

    /** The same of several groups, asked for at once. */
    static Map<String, Map<TopicPartition, Long>> of(EmbeddedCluster cluster, Collection<String> groups)
            throws ExecutionException, InterruptedException {
        Map<String, ListConsumerGroupOffsetsSpec> wanted =
                groups.stream().collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec()));
        return cluster.admin().listConsumerGroupOffsets(wanted).all().get().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, group -> offsets(group.getValue())));
    }

    private static Map<TopicPartition, Long> offsets(Map<TopicPartition, OffsetAndMetadata> committed) {
        return committed.entrySet().stream()
                .filter(entry -> Objects.nonNull(entry.getValue()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    static void set(EmbeddedCluster cluster, String group, Map<TopicPartition, Long> offsets)
            throws ExecutionException, InterruptedException {
        set(cluster, List.of(group), offsets);
    }

    /** The same offsets for several groups, at once. */
    static void set(EmbeddedCluster cluster, Collection<String> groups, Map<TopicPartition, Long> offsets)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
        offsets.forEach((partition, offset) -> commits.put(partition, new OffsetAndMetadata(offset)));
        KafkaFuture.allOf(groups.stream()
                        .map(group -> cluster.admin()
                                .alterConsumerGroupOffsets(group, commits)
                                .all())
                        .toArray(KafkaFuture<?>[]::new))
                .get();
    }

    static void await(EmbeddedCluster cluster, String group, Map<TopicPartition, Long> offsets) {
        eventually().untilAsserted(() -> assertThat(of(cluster, group)).containsAllEntriesOf(offsets));
    }
}
