package io.kagami.mirror.cli.demo;

import io.kagami.mirror.cli.demo.data.Compaction;
import io.kagami.mirror.cli.demo.data.DemoTopic;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** The two clusters, and what the demo does to their topics. */
record DemoClusters(Map<ClusterAlias, EmbeddedCluster> byAlias) {

    DemoClusters {
        byAlias = new TreeMap<>(byAlias);
    }

    EmbeddedCluster cluster(ClusterAlias alias) {
        return Objects.requireNonNull(byAlias.get(alias), () -> "no cluster " + alias);
    }

    Admin admin(ClusterAlias alias) {
        return cluster(alias).admin();
    }

    Map<String, String> clientProperties(ClusterAlias alias) {
        return cluster(alias).clientProperties();
    }

    /** The flow that copies a topic away from its home. */
    Flow flowFrom(ClusterAlias home) {
        return byAlias.keySet().stream()
                .filter(alias -> !alias.equals(home))
                .map(target -> new Flow(home, target))
                .findFirst()
                .orElseThrow();
    }

    void create(List<DemoTopic> topics) {
        for (DemoTopic topic : topics) {
            Map<String, String> configs = new HashMap<>(topic.configs());
            if (topic.compacted()) {
                configs.putAll(Compaction.EAGER);
            }
            cluster(topic.home()).createTopic(topic.name(), topic.partitions(), 1, configs);
        }
    }

    /** Whether the broker's cleaner has been at work in every partition. */
    boolean hasGaps(DemoTopic topic) {
        EmbeddedCluster home = cluster(topic.home());
        return IntStream.range(0, topic.partitions())
                .allMatch(partition -> Compaction.hasGaps(home.rawBatches(topic.name(), partition)));
    }

    void configure(ClusterAlias cluster, String topic, Map<String, String> configs)
            throws ExecutionException, InterruptedException {
        List<AlterConfigOp> changes = configs.entrySet().stream()
                .map(config -> new AlterConfigOp(new ConfigEntry(config.getKey(), config.getValue()), OpType.SET))
                .toList();
        admin(cluster)
                .incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), changes))
                .all()
                .get();
    }
}
