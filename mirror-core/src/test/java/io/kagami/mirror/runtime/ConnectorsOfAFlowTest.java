package io.kagami.mirror.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.connector.CheckpointConfig;
import io.kagami.mirror.config.connector.HeartbeatConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which connectors each flow gets, and what they are told. */
class ConnectorsOfAFlowTest {

    private static final String ALL = "io.kagami.mirror.";

    @Test
    void deploysThreeConnectorsForAnEnabledFlowAndNoneForADisabledPair() {
        assertThat(plans(Map.of("A->B.enabled", "true"), ALL)).containsOnlyKeys("B");
        assertThat(at("B", Map.of("A->B.enabled", "true"), ALL))
                .containsOnlyKeys(
                        "A.MirrorCheckpointConnector", "A.MirrorHeartbeatConnector", "A.MirrorSourceConnector");
    }

    @Test
    void leavesOutWhatIsSwitchedOffOrNotOnTheClassPath() {
        assertThat(at("B", Map.of("A->B.enabled", "true", "emit.checkpoints.enabled", "false"), ALL))
                .containsOnlyKeys("A.MirrorHeartbeatConnector", "A.MirrorSourceConnector");
        assertThat(at("B", Map.of("A->B.enabled", "true", "A->B.emit.offset-syncs.enabled", "false"), ALL))
                .doesNotContainKey("A.MirrorCheckpointConnector");
        assertThat(at("B", Map.of("A->B.enabled", "true", "emit.heartbeats.interval.seconds", "-1"), ALL))
                .doesNotContainKey("A.MirrorHeartbeatConnector");
        assertThat(at("B", Map.of("A->B.enabled", "true"), "io.kagami.mirror.source"))
                .containsOnlyKeys("A.MirrorSourceConnector");
    }

    @Test
    void givesADisabledPairHeartbeatsOnlyIfAskedForThatPair() {
        assertThat(at("A", Map.of("A->B.enabled", "true", "B->A.emit.heartbeats.enabled", "true"), ALL))
                .containsOnlyKeys("B.MirrorHeartbeatConnector");
        assertThat(plans(Map.of("A->B.enabled", "true", "emit.heartbeats.enabled", "true"), ALL))
                .containsOnlyKeys("B");
    }

    @Test
    void writesHeartbeatsAtTheSourceOnlyWhereTheReversePairDoesNot() {
        assertThat(heartbeats(Map.of("A->B.enabled", "true"), "B", "A").emitAtSource())
                .isTrue();
        assertThat(heartbeats(Map.of("A->B.enabled", "true", "emit.source.heartbeats.enabled", "false"), "B", "A")
                        .emitAtSource())
                .isFalse();
        Map<String, String> bothWays = Map.of("A->B.enabled", "true", "B->A.enabled", "true");
        assertThat(heartbeats(bothWays, "B", "A").emitAtSource()).isFalse();
        assertThat(heartbeats(bothWays, "A", "B").emitAtSource()).isFalse();
        Map<String, String> asked = Map.of("A->B.enabled", "true", "B->A.emit.heartbeats.enabled", "true");
        assertThat(heartbeats(asked, "B", "A").emitAtSource()).isFalse();
        assertThat(heartbeats(asked, "A", "B").emitAtSource()).isFalse();
    }

    @Test
    void keepsTransformsAndConvertersAwayFromWhatIsAFormat() {
        Map<String, String> settings = Map.of(
                "A->B.enabled", "true",
                "A->B.transforms", "mark",
                "A->B.transforms.mark.type", "SomeTransform",
                "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                "B.exactly.once.source.support", "enabled");
        Map<String, String> checkpoint = at("B", settings, ALL).getOrDefault("A.MirrorCheckpointConnector", Map.of());

        assertThat(checkpoint)
                .containsEntry("connector.class", "io.kagami.mirror.checkpoint.MirrorCheckpointConnector")
                .containsEntry("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter")
                .doesNotContainKeys("transforms", "transforms.mark.type", "exactly.once.support", "replication.mode");
        assertThat(CheckpointConfig.from(checkpoint).groupSelection().selects("orders"))
                .isTrue();
    }

    private static HeartbeatConfig heartbeats(Map<String, String> settings, String target, String source) {
        return HeartbeatConfig.from(
                at(target, settings, ALL).getOrDefault(source + ".MirrorHeartbeatConnector", Map.of()));
    }

    private static Map<String, Map<String, String>> at(
            String target, Map<String, String> settings, String presentPackages) {
        return plans(settings, presentPackages).getOrDefault(target, Map.of());
    }

    /** Settings by connector name by target. */
    private static Map<String, Map<String, Map<String, String>>> plans(
            Map<String, String> settings, String presentPackages) {
        Map<String, String> file = new HashMap<>(settings);
        file.put("clusters", "A, B");
        file.put("A.bootstrap.servers", "a:9092");
        file.put("B.bootstrap.servers", "b:9092");
        Map<String, Map<String, Map<String, String>>> plans = new TreeMap<>();
        DeploymentPlanner.plan(MirrorConfig.parse(file), List.of(), name -> name.startsWith(presentPackages))
                .forEach(plan -> plans.put(plan.target().name(), plan.connectors()));
        return plans;
    }
}
