package io.kagami.mirror.testkit.cluster;

import java.util.HashMap;
import java.util.Map;

/** Broker settings that suit a small cluster on a small machine: few internal partitions and threads, no start-up delays. */
final class BrokerProperties {

    private BrokerProperties() {}

    /** Settings for every node of a cluster of the given size; callers put theirs on top. */
    static Map<String, String> small(int brokers) {
        Map<String, String> properties = new HashMap<>();
        properties.putAll(internalTopics(Math.min(3, brokers)));
        properties.putAll(threads());
        properties.putAll(timing());
        properties.put("auto.create.topics.enable", "false");
        // Tests write records with timestamps of their own; none of them may vanish by age.
        properties.put("log.retention.ms", "-1");
        // Behave as the released broker does, without features under development.
        properties.put("unstable.api.versions.enable", "false");
        properties.put("unstable.feature.versions.enable", "false");
        return properties;
    }

    private static Map<String, String> internalTopics(int replicationFactor) {
        String replicas = Integer.toString(replicationFactor);
        return Map.of(
                "offsets.topic.num.partitions", "4",
                "offsets.topic.replication.factor", replicas,
                "transaction.state.log.num.partitions", "2",
                "transaction.state.log.replication.factor", replicas,
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1",
                "share.coordinator.state.topic.replication.factor", replicas,
                "share.coordinator.state.topic.min.isr", "1");
    }

    private static Map<String, String> threads() {
        return Map.of(
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2",
                "num.recovery.threads.per.data.dir", "1",
                "group.coordinator.threads", "1",
                "share.coordinator.threads", "1",
                "log.cleaner.dedupe.buffer.size", "2097152");
    }

    private static Map<String, String> timing() {
        return Map.of(
                "group.initial.rebalance.delay.ms", "0",
                "broker.heartbeat.interval.ms", "500",
                "log.cleaner.backoff.ms", "1000",
                "controlled.shutdown.enable", "true");
    }

    /** Listeners of one node: {@code CLIENT} (advertised at {@code advertisedPort}), {@code BROKER} and {@code QUORUM}. */
    static Map<String, String> listeners(NodePorts ports, int advertisedPort, ClientSecurity security) {
        String internal = "BROKER://localhost:" + ports.broker();
        return Map.of(
                "listeners",
                        "CLIENT://localhost:%d,%s,QUORUM://localhost:%d"
                                .formatted(ports.client(), internal, ports.quorum()),
                "advertised.listeners", "CLIENT://localhost:%d,%s".formatted(advertisedPort, internal),
                "listener.security.protocol.map",
                        "CLIENT:%s,BROKER:PLAINTEXT,QUORUM:PLAINTEXT".formatted(security.protocol()),
                "inter.broker.listener.name", "BROKER",
                "controller.listener.names", "QUORUM");
    }
}
