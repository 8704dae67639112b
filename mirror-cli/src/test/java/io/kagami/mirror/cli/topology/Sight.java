package io.kagami.mirror.cli.topology;

import io.kagami.mirror.testkit.cluster.TestCluster;
import io.kagami.mirror.testkit.guarantee.NothingLost;
import io.kagami.mirror.testkit.guarantee.NothingTwice;
import io.kagami.mirror.testkit.guarantee.OrderKept;
import io.kagami.mirror.testkit.guarantee.TopicCopy;
import io.kagami.mirror.testkit.workload.RecordSet;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.mirror.MirrorClient;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** One cluster as its users and operators see it. */
record Sight(TestCluster cluster) {

    static final Duration PATIENCE = Duration.ofSeconds(90);

    /** A wait in which clusters may not have what is asked for yet. */
    static ConditionFactory eventually() {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions();
    }

    Set<String> topics() throws InterruptedException, ExecutionException {
        return cluster.admin().listTopics().names().get();
    }

    int partitions(String topic) throws InterruptedException, ExecutionException {
        return cluster.admin()
                .describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next()
                .partitions()
                .size();
    }

    /** Where the log of each partition ends, added up. */
    long end(String topic) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int partition = partitions(topic) - 1; partition >= 0; partition--) {
            latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        return cluster.admin().listOffsets(latest).all().get().values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    /** What a group has committed; nothing if there is no such group. */
    Map<TopicPartition, Long> committed(String group) throws InterruptedException, ExecutionException {
        return cluster
                .admin()
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata(group)
                .get()
                .entrySet()
                .stream()
                .filter(entry -> Objects.nonNull(entry.getValue()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** Waits until the copy of a set has as many records as the set has committed ones. */
    void awaitCopy(RecordSet records, String copy) {
        long committed = LongStream.range(0, records.partitions())
                .map(partition -> records.committed((int) partition).count())
                .sum();
        eventually().until(() -> end(copy) >= committed);
    }

    /** Nothing lost, nothing twice, in order. */
    void assertExact(RecordSet records, String copy) {
        TopicCopy read = TopicCopy.of(records, cluster.directProperties(), copy);
        new NothingLost().check(read).orThrow();
        new NothingTwice().check(read).orThrow();
        new OrderKept().check(read).orThrow();
    }

    /** Over how many flows records come from there, as Kafka's own client counts; -1 if from there come none. */
    int hopsFrom(String alias, String policy) throws InterruptedException {
        try (MirrorClient client = new MirrorClient(client(policy))) {
            return client.replicationHops(alias);
        }
    }

    /** The clusters from which records come, as Kafka's own client sees it. */
    Set<String> upstreamClusters(String policy) throws InterruptedException {
        try (MirrorClient client = new MirrorClient(client(policy))) {
            return client.upstreamClusters();
        }
    }

    private Map<String, Object> client(String policy) {
        Map<String, Object> settings = new HashMap<>(cluster.directProperties());
        settings.put("replication.policy.class", policy);
        return settings;
    }
}
