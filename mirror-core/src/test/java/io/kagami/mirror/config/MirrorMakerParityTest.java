package io.kagami.mirror.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.keys.ConnectionKeys;
import io.kagami.mirror.config.keys.ConnectorKeys;
import io.kagami.mirror.config.precedence.ClientSettings;
import io.kagami.mirror.config.precedence.Precedence;
import io.kagami.mirror.config.precedence.Side;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.kafka.connect.mirror.MirrorMakerOracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with Apache's own classes what we make of a file. Every difference that is meant is named here. */
class MirrorMakerParityTest {

    private static final Flow FLOW = Flow.of("A", "B");

    /** Nobody may override what a connector is found by. */
    private static final Set<String> IDENTITY =
            Set.of("name", "connector.class", "source.cluster.alias", "target.cluster.alias");

    /** Where MirrorMaker 2 keeps its positions, which its connectors need not know. */
    private static final String ITS_OFFSETS = "target.cluster.offset.storage.topic";

    /** What names MirrorMaker 2's Connect clusters, from which ours are apart. */
    private static final Set<String> CONNECT_CLUSTER =
            Set.of("group.id", "config.storage.topic", "offset.storage.topic", "status.storage.topic");

    /** What the one worker of a target has instead of a worker per flow. */
    private static final Set<String> WORKER_DEFAULTS = Set.of(
            "client.id",
            "plugin.discovery",
            "topic.creation.enable",
            "offset.flush.interval.ms",
            "rest.extension.classes",
            "connector.client.config.override.policy");

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @Test
    void passesTheSameKeysToConnectorsAsMirrorMaker() {
        assertThat(ConnectorKeys.ofMirrorMaker()).isEqualTo(MirrorMakerOracle.connectorKeys());
    }

    private static final List<String> ADMIN_TIMEOUTS = List.of("default.api.timeout.ms", "request.timeout.ms");

    @ParameterizedTest
    @MethodSource("seeds")
    void readsClustersAsMirrorMakerDoes(long seed) {
        Map<String, String> file = RandomFile.of(seed);
        for (String alias : List.of("A", "B")) {
            assertThat(new Precedence(file).cluster(new ClusterAlias(alias)))
                    .isEqualTo(MirrorMakerOracle.cluster(file, alias));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void configuresConnectorsAsMirrorMakerDoes(long seed) {
        Map<String, String> file = RandomFile.of(seed);
        Map<String, String> ours = new TreeMap<>(MirrorConfig.parse(file).sourceConnectorProperties(FLOW));
        Map<String, String> theirs = new TreeMap<>(MirrorMakerOracle.connector(file, "A", "B"));
        theirs.putIfAbsent("tasks.max", "1");
        ours.keySet().removeAll(IDENTITY);
        theirs.keySet().removeAll(IDENTITY);
        if (file.containsKey("offset.storage.topic")) {
            assertThat(ours).containsEntry(ITS_OFFSETS, file.get("offset.storage.topic"));
            ours.remove(ITS_OFFSETS);
            theirs.remove(ITS_OFFSETS);
        }
        assertThat(ours).isEqualTo(theirs);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void configuresTheWorkerAsMirrorMakerDoesApartFromItsDefaults(long seed) {
        Map<String, String> file = RandomFile.of(seed);
        Map<String, String> ours = new TreeMap<>(MirrorConfig.parse(file).workerProperties(FLOW.target()));
        Map<String, String> theirs = new TreeMap<>(MirrorMakerOracle.worker(file, "A", "B"));
        WORKER_DEFAULTS.stream().filter(key -> !file.containsKey("B." + key)).forEach(key -> {
            ours.remove(key);
            theirs.remove(key);
        });
        CONNECT_CLUSTER.forEach(key -> assertThat(ours.remove(key)).startsWith("kagami-"));
        theirs.keySet().removeAll(CONNECT_CLUSTER);
        assertThat(ours).isEqualTo(theirs);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void reachesAClusterAsMirrorMakerDoes(long seed) {
        Map<String, String> file = RandomFile.of(seed);
        Map<String, String> given = MirrorConfig.parse(file).clientProperties(FLOW.source());
        Map<String, Object> ours = ConnectionKeys.definition().parse(given);
        ours.values().removeIf(Objects::isNull);
        assertThat(ours).isEqualTo(MirrorMakerOracle.admin(file, "A"));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void configuresEveryClientAsMirrorMakerDoes(long seed) {
        Map<String, String> connector =
                new HashMap<>(MirrorConfig.parse(RandomFile.of(seed)).sourceConnectorProperties(FLOW));
        connector.remove("key.converter");
        connector.remove("transforms");
        ClientSettings ours = new ClientSettings(connector, "A->B|A.MirrorSourceConnector");
        for (Side side : Side.values()) {
            String prefix = side.label() + "-";
            assertThat(ours.consumer(side)).isEqualTo(MirrorMakerOracle.client(connector, prefix + "consumer"));
            assertThat(ours.producer(side)).isEqualTo(MirrorMakerOracle.client(connector, prefix + "producer"));
            Map<String, Object> theirAdmin = MirrorMakerOracle.client(connector, prefix + "admin");
            Map<String, Object> ourAdmin = new HashMap<>(ours.admin(side));
            if (connector.containsKey("admin.timeout.ms")) { // which MirrorMaker 2 heeds elsewhere
                ADMIN_TIMEOUTS.stream()
                        .filter(key -> !theirAdmin.containsKey(key))
                        .forEach(ourAdmin::remove);
            }
            assertThat(ourAdmin).isEqualTo(theirAdmin);
        }
    }
}
