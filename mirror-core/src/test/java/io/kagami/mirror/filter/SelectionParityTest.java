package io.kagami.mirror.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.naming.CycleRule;
import io.kagami.mirror.naming.OffsetSyncsLocation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.mirror.IdentityReplicationPolicy;
import org.apache.kafka.connect.mirror.MirrorMakerOracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Selects topics and properties and names topics exactly as Apache's own connector does, but for our own internal topics. */
class SelectionParityTest {

    private static final List<String> TOPICS = List.of(
            "orders",
            "B.orders",
            "C.B.orders",
            "C.orders",
            "A.orders",
            "B_orders",
            "__consumer_offsets",
            ".hidden",
            "heartbeats",
            "B.heartbeats",
            "C.heartbeats",
            "C_heartbeats",
            "mm2-offsets.A.internal",
            "A.checkpoints.internal",
            "mm2-offset-syncs.B.internal",
            "x.replica",
            "orders2",
            "payments");
    private static final List<String> PROPERTIES = List.of(
            "retention.ms", "min.insync.replicas", "message.timestamp.type", "cleanup.policy", "xmin.insync.replicas");

    static List<Map<String, String>> settings() {
        String policy = "replication.policy.class";
        String identity = IdentityReplicationPolicy.class.getName();
        return List.of(
                Map.of(),
                Map.of("topics", "orders.*, heart.*", "topics.exclude", "orders2"),
                Map.of("topics", ""),
                Map.of("topics.exclude", "", "config.properties.exclude", "ret.*"),
                Map.of("topics", "orders", "heartbeats.replication.enabled", "false"),
                Map.of("replication.policy.separator", "_", "topics.exclude", "none"),
                Map.of(policy, identity),
                Map.of(policy, identity, "topics.exclude", "none", "offset-syncs.topic.location", "target"),
                Map.of(
                        "replication.policy.separator", "_",
                        "replication.policy.internal.topic.separator.enabled", "false",
                        "offset-syncs.topic.location", "source"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void agreesWithMirrorMaker(Map<String, String> settings) {
        Map<String, String> connector = connector(settings);
        FlowConfig flow = FlowConfig.from(connector);
        CycleRule cycles = new CycleRule(flow.replicationPolicy(), flow.flow().target());
        for (String topic : TOPICS) {
            assertThat(flow.topicSelection().selects(topic))
                    .as(topic)
                    .isEqualTo(MirrorMakerOracle.replicatesTopic(connector, topic));
            assertThat(cycles.forbids(topic)).as(topic).isEqualTo(MirrorMakerOracle.isCycle(connector, topic));
        }
        for (String property : PROPERTIES) {
            assertThat(flow.configPropertySelection().selects(property))
                    .as(property)
                    .isEqualTo(MirrorMakerOracle.replicatesProperty(connector, property));
        }
        assertThat(flow.offsetSyncsTopic()).isEqualTo(MirrorMakerOracle.offsetSyncsTopic(connector));
    }

    @Test
    void neverMirrorsOurOwnInternalTopics() {
        FlowConfig flow = FlowConfig.from(connector(Map.of("topics.exclude", "none")));
        assertThat(flow.topicSelection().selects("kagami-offsets.internal")).isFalse();
        assertThat(flow.topicSelection().selects("mm2-kagami-syncs.C.internal")).isFalse();
    }

    @Test
    void ourSyncsAreInNoTopicOfMirrorMakersAndNotMirroredByIt() {
        String identity = IdentityReplicationPolicy.class.getName();
        for (Map<String, String> settings : List.of(
                Map.<String, String>of(),
                Map.of("replication.policy.separator", "_"),
                Map.of("replication.policy.class", identity, "topics.exclude", "none"))) {
            Map<String, String> connector = connector(settings);
            FlowConfig flow = FlowConfig.from(connector);
            String ours = flow.internalTopics().syncLog(flow.flow().source());

            assertThat(MirrorMakerOracle.replicatesTopic(connector, ours)).isFalse();
            for (OffsetSyncsLocation location : OffsetSyncsLocation.values()) {
                assertThat(ours).isNotEqualTo(flow.internalTopics().offsetSyncs(flow.flow(), location));
            }
        }
    }

    private static Map<String, String> connector(Map<String, String> settings) {
        Map<String, String> connector = new HashMap<>(settings);
        connector.put("name", "A.MirrorSourceConnector");
        connector.put("connector.class", "X");
        connector.put("source.cluster.alias", "A");
        connector.put("target.cluster.alias", "B");
        return connector;
    }
}
