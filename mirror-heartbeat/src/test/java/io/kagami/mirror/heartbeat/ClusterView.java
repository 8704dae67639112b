package io.kagami.mirror.heartbeat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.connect.mirror.Heartbeat;
import org.apache.kafka.connect.mirror.MirrorClient;

/** What a cluster shows to those who look with Kafka's own classes. */
final class ClusterView {

    private final Map<String, Object> client;

    /** {@code policy}: settings of the replication policy, where they are not the default. */
    ClusterView(EmbeddedCluster cluster, Map<String, String> policy) {
        client = new HashMap<>(cluster.directProperties());
        client.putAll(policy);
    }

    Set<String> upstreamClusters() throws InterruptedException {
        try (MirrorClient mirror = new MirrorClient(client)) {
            return mirror.upstreamClusters();
        }
    }

    int hopsFrom(String alias) throws InterruptedException {
        try (MirrorClient mirror = new MirrorClient(client)) {
            return mirror.replicationHops(alias);
        }
    }

    Set<String> heartbeatTopics() throws InterruptedException {
        try (MirrorClient mirror = new MirrorClient(client)) {
            return mirror.heartbeatTopics();
        }
    }

    /** The flows whose heartbeats the topic has, as A->B. */
    Set<String> flowsHeardOfIn(String topic) {
        Set<String> flows = new TreeSet<>();
        heartbeats(topic)
                .forEach(
                        heartbeat -> flows.add(heartbeat.sourceClusterAlias() + "->" + heartbeat.targetClusterAlias()));
        return flows;
    }

    List<Heartbeat> heartbeats(String topic) {
        List<Heartbeat> read = new ArrayList<>();
        TopicPartition partition = new TopicPartition(topic, 0);
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("allow.auto.create.topics", false);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    read.add(Heartbeat.deserializeRecord(record));
                }
            }
        }
        return read;
    }
}
