package io.kagami.mirror.cli.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.group.GroupMember;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.RecordShape;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five spokes with the same topic flow into one hub, and not all of them are well. */
@SuppressWarnings("NullAway.Init")
class HubAndSpokeIT {

    private static final String TOPIC = "orders";
    private static final int PARTITIONS = 2;
    private static final long PORTION = 1_000;
    private static final List<String> SPOKES = List.of("s1", "s2", "s3", "s4", "s5");

    private static final Map<String, EmbeddedCluster> CLUSTERS = new TreeMap<>();
    private static final Map<String, TopicWriter> WRITERS = new HashMap<>();
    private static EmbeddedCluster hub;

    @BeforeAll
    static void startClusters() {
        hub = EmbeddedCluster.builder().name("hub").start();
        for (String name : SPOKES) {
            EmbeddedCluster spoke =
                    EmbeddedCluster.builder().name(name).behindProxy().start();
            CLUSTERS.put(name, spoke);
            spoke.createTopic(TOPIC, PARTITIONS);
            WRITERS.put(name, new TopicWriter(spoke.directProperties(), records(name, 4), WriteStyle.codec("lz4")));
            write(name);
        }
    }

    @AfterAll
    static void stopClusters() {
        WRITERS.values().forEach(TopicWriter::close);
        CLUSTERS.values().forEach(EmbeddedCluster::close);
        hub.close();
    }

    @Test
    void noSpokeThatIsDownOrSlowOrNewDisturbsAnother(@TempDir Path folder) throws Exception {
        // Given one spoke that is down from the start, one that is slow, and one that is not in the file
        spoke("s5").stopBroker(0);
        spoke("s4").proxy().delay(Duration.ofMillis(400));
        Map<String, EmbeddedCluster> atFirst = new TreeMap<>(CLUSTERS);
        atFirst.remove("s2");
        try (RunningTopology topology = RunningTopology.start(render(atFirst, folder));
                Lake lake = new Lake()) {
            awaitCopies(1, "s1", "s3", "s4");

            // When one more dies, and the slow one no longer answers
            spoke("s3").stopBroker(0);
            spoke("s4").proxy().stall();
            write("s1");
            // Then the one that is well goes on
            awaitCopies(2, "s1");

            // When one is added
            List<String> before = topology.deployed();
            topology.reload(render(CLUSTERS, folder));
            awaitCopies(1, "s2");
            // Then nothing else is touched
            assertThat(topology.deployed().stream().skip(before.size()))
                    .isNotEmpty()
                    .allMatch(action -> action.startsWith("create s2."));
            assertThat(topology.workersBegun()).isEqualTo(1);
            write("s1", "s2");
            awaitCopies(3, "s1");
            awaitCopies(2, "s2");
            assertThat(topology.failed()).noneMatch(failure -> failure.startsWith("s1.") || failure.startsWith("s2."));

            // When all are well again
            spoke("s3").startBroker(0);
            spoke("s5").startBroker(0);
            spoke("s4").proxy().heal();
            write("s3", "s4", "s5");
            awaitCopies(2, "s3", "s4", "s5");

            // Then the hub has everything once
            lake.assertEachOnce();
        }
        for (String name : SPOKES) {
            new Sight(hub).assertExact(written(name), name + "." + TOPIC);
        }
    }

    private static EmbeddedCluster spoke(String name) {
        return Objects.requireNonNull(CLUSTERS.get(name));
    }

    private static TopicWriter writer(String name) {
        return Objects.requireNonNull(WRITERS.get(name));
    }

    private static Path render(Map<String, EmbeddedCluster> spokes, Path folder) {
        return PresetFile.of("hub-and-spoke")
                .cluster("hub", hub)
                .spokes(spokes)
                .render(folder.resolve("hub.properties"));
    }

    /** Different ones at each spoke. */
    private static RecordSet records(String name, int portions) {
        long year = 1_000_000_000L * (1 + SPOKES.indexOf(name));
        return RecordSet.of(TOPIC, PARTITIONS, portions * PORTION)
                .shaped(new RecordShape(100, 0, 0, 0, 1_700_000_000_000L + year));
    }

    private static void write(String... names) {
        for (String name : names) {
            writer(name).write(PORTION);
        }
    }

    private static RecordSet written(String name) {
        return records(name, 4).first(writer(name).written());
    }

    private static void awaitCopies(int portions, String... names) {
        for (String name : names) {
            new Sight(hub).awaitCopy(records(name, portions), name + "." + TOPIC);
        }
    }

    /** A group at the hub that wants the topic of all spokes, also of those to come. */
    private static final class Lake implements AutoCloseable {
        private final Processed processed = new Processed();
        private final GroupMember member =
                new GroupMember(hub.clientProperties(), "lake", "classic", ".*[.]" + TOPIC, processed::add);

        void assertEachOnce() {
            List<RecordSet> all = new ArrayList<>();
            SPOKES.forEach(name -> all.add(written(name)));
            Set<Long> ids = Processed.idsOf(all.toArray(RecordSet[]::new));
            Sight.eventually().until(() -> processed.holdsAll(ids));
            processed.assertEachOnce("the group at the hub", ids);
        }

        @Override
        public void close() {
            member.close();
        }
    }
}
