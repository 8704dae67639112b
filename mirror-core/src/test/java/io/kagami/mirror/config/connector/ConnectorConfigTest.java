package io.kagami.mirror.config.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kagami.mirror.config.ConfigurationException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectorConfigTest {

    @Test
    void carriesOverAllGroupsButThoseOfToolsEveryFiveSecondsByDefault() {
        CheckpointConfig config = CheckpointConfig.from(settings(Map.of()));

        assertThat(config.groupSelection().selects("orders")).isTrue();
        assertThat(config.groupSelection().selects("console-consumer-1")).isFalse();
        assertThat(config.refreshGroupsInterval()).contains(Duration.ofSeconds(5));
        assertThat(config.emitCheckpointsInterval()).contains(Duration.ofSeconds(5));
        assertThat(config.syncGroupOffsetsInterval()).isEmpty();
        assertThat(config.emitReverseCheckpoints()).isFalse();
        assertThat(config.checkpointsTopic()).isEqualTo("A.checkpoints.internal");
        assertThat(config.checkpointsReplicationFactor()).contains((short) 3);
        assertThat(config.offsetMapMaxRuns()).isEqualTo(262_144);
    }

    @Test
    void readsWhatTheFileSaysAboutGroups() {
        CheckpointConfig config = CheckpointConfig.from(settings(Map.of(
                "groups", "orders-.*, payments",
                "groups.exclude", "orders-test",
                "sync.group.offsets.enabled", "true",
                "sync.group.offsets.interval.seconds", "7",
                "emit.checkpoints.interval.seconds", "-1",
                "checkpoints.topic.replication.factor", "-1")));

        assertThat(config.groupSelection().selects("orders-eu")).isTrue();
        assertThat(config.groupSelection().selects("orders-test")).isFalse();
        assertThat(config.groupSelection().selects("others")).isFalse();
        assertThat(config.syncGroupOffsetsInterval()).contains(Duration.ofSeconds(7));
        assertThat(config.emitCheckpointsInterval()).isEmpty();
        assertThat(config.checkpointsReplicationFactor()).isEmpty();
    }

    @Test
    void writesAHeartbeatASecondAtBothEndsByDefault() {
        HeartbeatConfig config = HeartbeatConfig.from(settings(Map.of()));

        assertThat(config.emitInterval()).contains(Duration.ofSeconds(1));
        assertThat(config.emitAtSource()).isTrue();
        assertThat(config.heartbeatsTopic()).isEqualTo("heartbeats");
        assertThat(config.replicationFactor()).contains((short) 3);
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        assertThatThrownBy(() ->
                        CheckpointConfig.from(settings(Map.of("groups", "[", "refresh.groups.interval.seconds", "0"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("groups")
                .hasMessageContaining("refresh.groups.interval.seconds");
        assertThatThrownBy(() -> HeartbeatConfig.from(settings(Map.of("emit.source.heartbeats.enabled", "yes"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("emit.source.heartbeats.enabled");
    }

    private static Map<String, String> settings(Map<String, String> own) {
        Map<String, String> settings = new HashMap<>(own);
        settings.put("source.cluster.alias", "A");
        settings.put("target.cluster.alias", "B");
        return settings;
    }
}
