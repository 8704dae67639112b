package io.kagami.mirror.cli.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.RecordShape;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The presets of which records flow one way: one-way, fan-out and cascade. */
@SuppressWarnings("NullAway.Init")
class OneDirectionIT {

    private static final String POLICY = OneWayScenario.POLICY;
    private static final RecordSet ORDERS = OneWayScenario.ORDERS;
    private static final int PARTITIONS = ORDERS.partitions();
    private static final RecordSet OWN =
            RecordSet.of("own", PARTITIONS, 1_000).shaped(new RecordShape(100, 0, 0, 0, 1_600_000_000_000L));

    @TempDir
    private Path folder = Path.of("");

    private EmbeddedCluster a;
    private EmbeddedCluster b;

    @BeforeEach
    void startClusters() {
        a = EmbeddedCluster.builder().name("a").start();
        b = EmbeddedCluster.builder().name("b").start();
        a.createTopic(ORDERS.topic(), PARTITIONS);
    }

    @AfterEach
    void stopClusters() {
        a.close();
        b.close();
    }

    @Test
    void oneWayCopiesOnceAndTouchesNeitherGroupsThereNorTheSource() throws Exception {
        OneWayScenario.run(a, b, file());
    }

    @Test
    void oneWayLetsGroupsFollowWhereThatIsAskedFor() throws Exception {
        OneWayScenario.write(a, ORDERS);
        OneWayScenario.consume(a, "billing", ORDERS.topic(), Processed.idsOf(ORDERS));
        Path file = PresetFile.of("one-way")
                .cluster("source", a)
                .cluster("target", b)
                .set("follow-groups", "true")
                .set("naming", "identity")
                .render(file());
        try (RunningTopology topology = RunningTopology.start(file)) {
            new Sight(b).awaitCopy(ORDERS, "orders");
            Sight.eventually()
                    .untilAsserted(() -> assertThat(new Sight(b).committed("billing"))
                            .isEqualTo(new Sight(a).committed("billing"))
                            .hasSize(PARTITIONS));
            assertThat(topology.failed()).isEmpty();
        }
        new Sight(b).assertExact(ORDERS, "orders");
    }

    @Test
    void fanOutGivesEachSpokeEverythingOnceAlsoOneThatComesLate() throws Exception {
        OneWayScenario.write(a, ORDERS);
        try (EmbeddedCluster c = EmbeddedCluster.builder().name("c").start()) {
            c.stopBroker(0);
            Path file = PresetFile.of("fan-out")
                    .cluster("hub", a)
                    .spokes(new TreeMap<>(Map.of("s1", b, "s2", c)))
                    .render(file());
            try (RunningTopology topology = RunningTopology.start(file)) {
                // One spoke is down, and the other does not wait for it
                new Sight(b).awaitCopy(ORDERS, "hub.orders");
                c.startBroker(0);
                new Sight(c).awaitCopy(ORDERS, "hub.orders");
                Sight.eventually().untilAsserted(() -> {
                    assertThat(new Sight(b).upstreamClusters(POLICY)).containsExactly("hub");
                    assertThat(new Sight(c).hopsFrom("hub", POLICY)).isEqualTo(1);
                });
                assertThat(topology.workersBegun()).isEqualTo(2);
            }
            new Sight(b).assertExact(ORDERS, "hub.orders");
            new Sight(c).assertExact(ORDERS, "hub.orders");
        }
    }

    @Test
    void cascadePassesOnOnceWhatItGotAndItsHopsAreCounted() throws Exception {
        try (EmbeddedCluster c = EmbeddedCluster.builder().name("c").start()) {
            b.createTopic(OWN.topic(), PARTITIONS);
            OneWayScenario.write(b, OWN);
            Path file = PresetFile.of("cascade")
                    .cluster("first", a)
                    .cluster("second", b)
                    .cluster("third", c)
                    .render(file());
            try (RunningTopology topology = RunningTopology.start(file);
                    TopicWriter writer = new TopicWriter(a.clientProperties(), ORDERS, WriteStyle.codec("lz4"))) {
                Sight second = new Sight(b);
                Sight third = new Sight(c);
                writer.write(ORDERS.count() / 2);
                third.awaitCopy(ORDERS.first(ORDERS.count() / 2), "second.first.orders");
                third.awaitCopy(OWN, "second.own");
                Sight.eventually().untilAsserted(() -> {
                    assertThat(third.upstreamClusters(POLICY)).containsExactlyInAnyOrder("first", "second");
                    assertThat(third.hopsFrom("first", POLICY)).isEqualTo(2);
                    assertThat(third.hopsFrom("second", POLICY)).isEqualTo(1);
                    assertThat(second.hopsFrom("first", POLICY)).isEqualTo(1);
                });

                // A middle that is lost for a while costs no record
                b.stopBroker(0);
                writer.write(ORDERS.count());
                b.startBroker(0);
                third.awaitCopy(ORDERS, "second.first.orders");
                second.assertExact(ORDERS, "first.orders");
                third.assertExact(ORDERS, "second.first.orders");
                third.assertExact(OWN, "second.own");
                assertThat(third.topics()).noneMatch(topic -> topic.contains("third"));
                assertThat(topology.failed()).noneMatch(failure -> failure.contains("defect"));
            }
        }
    }

    private Path file() {
        return folder.resolve("rendered.properties");
    }
}
