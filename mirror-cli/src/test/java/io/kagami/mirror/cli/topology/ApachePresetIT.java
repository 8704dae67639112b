package io.kagami.mirror.cli.topology;

import io.kagami.mirror.cli.replicator.ReplicatorProcess;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.mirror.MirrorMaker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Apache's own MirrorMaker 2 takes each rendered preset as it is, and its records arrive under the names the preset promises. */
@SuppressWarnings("NullAway.Init")
class ApachePresetIT {

    private static final RecordSet ORDERS = RecordSet.of("orders", 1, 1_000);

    private static List<EmbeddedCluster> clusters;

    @BeforeAll
    static void startClusters() {
        clusters = List.of(started("a"), started("b"), started("c"));
        EmbeddedCluster first = clusters.get(0);
        first.createTopic(ORDERS.topic(), ORDERS.partitions());
        TopicWriter.write(first.clientProperties(), ORDERS, WriteStyle.codec("lz4"));
    }

    @AfterAll
    static void stopClusters() {
        clusters.forEach(EmbeddedCluster::close);
    }

    @ParameterizedTest
    @CsvSource({
        "one-way, source target, source.orders",
        "active-standby, primary standby, orders",
        "active-active, west east, west.orders",
        "cascade, first second third, first.orders",
    })
    void runsAPresetOfNamedClusters(String preset, String roles, String copy, @TempDir Path folder) {
        PresetFile file = PresetFile.of(preset).set("topics", ORDERS.topic());
        List<String> names = List.of(roles.split(" "));
        for (int at = 0; at < names.size(); at++) {
            file = file.cluster(names.get(at), clusters.get(at));
        }
        run(file.render(folder.resolve("preset.properties")), copy, clusters.get(1));
    }

    @ParameterizedTest
    @CsvSource({"fan-out, 0, 1, 2, hub.orders, 2", "hub-and-spoke, 2, 0, 1, s1.orders, 2"})
    void runsAPresetOfHubAndSpokes(
            String preset, int hub, int one, int other, String copy, int target, @TempDir Path folder) {
        Map<String, EmbeddedCluster> spokes = new LinkedHashMap<>();
        spokes.put("s1", clusters.get(one));
        spokes.put("s2", clusters.get(other));
        PresetFile file = PresetFile.of(preset)
                .cluster("hub", clusters.get(hub))
                .spokes(spokes)
                .set("topics", ORDERS.topic());
        run(file.render(folder.resolve("preset.properties")), copy, clusters.get(target));
    }

    private static void run(Path file, String copy, EmbeddedCluster target) {
        try (ReplicatorProcess process =
                ReplicatorProcess.start(MirrorMaker.class, file, file.resolveSibling("mm2.log"))) {
            new Sight(target).awaitCopy(ORDERS, copy);
            process.signal("TERM");
            int unused = process.awaitExit(Sight.PATIENCE);
        }
    }

    private static EmbeddedCluster started(String name) {
        return EmbeddedCluster.builder().name(name).start();
    }
}
