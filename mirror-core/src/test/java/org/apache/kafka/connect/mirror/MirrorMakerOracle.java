package org.apache.kafka.connect.mirror;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Opens what MirrorMaker 2 keeps within its package, to compare with it. */
public final class MirrorMakerOracle {

    private MirrorMakerOracle() {}

    public static Set<String> connectorKeys() {
        return config(Map.of("clusters", "A, B")).allConfigNames();
    }

    public static Map<String, String> cluster(Map<String, String> file, String alias) {
        return config(file).clusterProps(alias);
    }

    public static Map<String, String> connector(Map<String, String> file, String source, String target) {
        return config(file).connectorBaseConfig(new SourceAndTarget(source, target), MirrorSourceConnector.class);
    }

    public static Map<String, String> worker(Map<String, String> file, String source, String target) {
        return config(file).workerConfig(new SourceAndTarget(source, target));
    }

    public static Map<String, Object> admin(Map<String, String> file, String alias) {
        return config(file).clientConfig(alias).adminConfig();
    }

    /** {@code client}: source-consumer, target-producer and so on. */
    public static Map<String, Object> client(Map<String, String> connector, String client) {
        MirrorSourceConfig config = new MirrorSourceConfig(connector);
        return switch (client) {
            case "source-consumer" -> config.sourceConsumerConfig(client);
            case "source-producer" -> config.sourceProducerConfig(client);
            case "source-admin" -> config.sourceAdminConfig(client);
            case "target-consumer" -> config.targetConsumerConfig(client);
            case "target-producer" -> config.targetProducerConfig(client);
            case "target-admin" -> config.targetAdminConfig(client);
            default -> throw new IllegalArgumentException(client);
        };
    }

    public static String offsetSyncsTopic(Map<String, String> connector) {
        return new MirrorSourceConfig(connector).offsetSyncsTopic();
    }

    /** What MirrorMaker 2 makes of a record of the offset-syncs topic. */
    public static String offsetSync(byte[] key, byte[] value) {
        return OffsetSync.deserializeRecord(new ConsumerRecord<>("mm2-offset-syncs.B.internal", 0, 0, key, value))
                .toString();
    }

    /** A sync as MirrorMaker 2 describes it. */
    public static String offsetSync(String topic, int partition, long upstream, long downstream) {
        return new OffsetSync(new TopicPartition(topic, partition), upstream, downstream).toString();
    }

    /** Where, by the syncs there are now, a group goes on in the copy that is at {@code upstream} of the source. */
    public static OptionalLong translate(Map<String, String> connector, TopicPartition partition, long upstream) {
        try (OffsetSyncStore store = new OffsetSyncStore(new MirrorCheckpointConfig(connector))) {
            store.start(true);
            return store.translateDownstream("a group", partition, upstream);
        }
    }

    public static boolean replicatesTopic(Map<String, String> connector, String topic) {
        return connector(connector).shouldReplicateTopic(topic);
    }

    public static boolean isCycle(Map<String, String> connector, String topic) {
        return connector(connector).isCycle(topic);
    }

    public static boolean replicatesProperty(Map<String, String> connector, String property) {
        return connector(connector).shouldReplicateTopicConfigurationProperty(property);
    }

    /** Looks for plugins the quick way, or each look into a file would scan the whole class path. */
    private static MirrorMakerConfig config(Map<String, String> file) {
        Map<String, String> quick = new HashMap<>(file);
        quick.put("plugin.discovery", "service_load");
        return new MirrorMakerConfig(quick);
    }

    private static MirrorSourceConnector connector(Map<String, String> connector) {
        MirrorSourceConfig config = new MirrorSourceConfig(connector);
        return new MirrorSourceConnector(
                new SourceAndTarget(config.sourceClusterAlias(), config.targetClusterAlias()),
                config.replicationPolicy(),
                config.topicFilter(),
                config.configPropertyFilter(),
                config.heartbeatsReplicationEnabled());
    }
}
