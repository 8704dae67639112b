package io.kagami.mirror.cli.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.cluster.TestCluster;
import io.kagami.mirror.testkit.group.RecordIds;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The preset active-standby after the day the primary died. */
class FailbackIT {

    private static final RecordSet ORDERS = StandbyPair.ORDERS;
    private static final RecordSet LATER = StandbyPair.LATER;

    /** What came over before the primary died; the primary had acknowledged more. */
    private static final RecordSet COPIED = ORDERS.first(ORDERS.count() * 9 / 10);

    @Test
    void underDefaultNamingAPrimaryThatReturnsCatchesUpAndGroupsGoBackExactly(@TempDir Path folder) throws Exception {
        try (StandbyPair pair = StandbyPair.start()) {
            failOver(pair, Naming.DEFAULT, folder);
            pair.consume(pair.standby(), Processed.idsOf(COPIED, LATER));
            pair.assertEachOnce(Processed.idsOf(COPIED, LATER));

            // When the primary is back, both ways run
            pair.primary().startBroker(0);
            Path file = pair.preset(Naming.DEFAULT)
                    .set("standby->primary.enabled", "true")
                    .set("groups-back", "true")
                    .render(folder.resolve("both.properties"));
            try (RunningTopology topology = RunningTopology.start(file)) {
                // Then each side gets what it lacks, once
                Sight primary = new Sight(pair.primary());
                Sight standby = new Sight(pair.standby());
                primary.awaitCopy(LATER, "standby.orders");
                standby.awaitCopy(ORDERS, "primary.orders");
                primary.assertExact(LATER, "standby.orders");
                standby.assertExact(ORDERS, "primary.orders");

                // And groups go on at the primary, with what had been left behind there
                pair.awaitPositions(pair.standby(), pair.primary(), "primary.orders", "orders");
                pair.awaitPositions(pair.standby(), pair.primary(), "orders", "standby.orders");
                pair.consume(pair.primary(), Processed.idsOf(ORDERS, LATER));
                topology.stop();
            }
            pair.assertEachOnce(Processed.idsOf(ORDERS, LATER));
        }
    }

    @Test
    void underKeptNamesANewPrimaryIsFilledFromTheStandbyAndGroupsGoBackExactly(@TempDir Path folder) throws Exception {
        Set<Long> all = Processed.idsOf(COPIED, LATER);
        try (StandbyPair pair = StandbyPair.start();
                EmbeddedCluster fresh = StandbyPair.cluster("new-primary")) {
            failOver(pair, Naming.IDENTITY, folder);
            pair.consume(pair.standby(), Processed.idsOf(COPIED).size() / 3);

            // When an empty cluster takes the primary's place, and the flow goes the other way
            Path file = PresetFile.of("active-standby")
                    .cluster("primary", fresh)
                    .cluster("standby", pair.standby())
                    .set("primary->standby.enabled", "false")
                    .set("standby->primary.enabled", "true")
                    .set("groups-back", "true")
                    .render(folder.resolve("back.properties"));
            try (RunningTopology topology = RunningTopology.start(file)) {
                // Then it gets everything, and the groups go on there
                long records = new Sight(pair.standby()).end("orders");
                Sight.eventually().until(() -> new Sight(fresh).end("orders") == records);
                pair.awaitPositions(pair.standby(), fresh, "orders", "orders");
                topology.stop();
            }
            pair.consume(fresh, all);
            pair.assertEachOnce(all);
        }
    }

    @Test
    void underKeptNamesAPrimaryThatReturnsGetsWhatItLacksAndGroupsSkipNothing(@TempDir Path folder) throws Exception {
        Set<Long> all = Processed.idsOf(ORDERS, LATER);
        try (StandbyPair pair = StandbyPair.start()) {
            failOver(pair, Naming.IDENTITY, folder);
            pair.consume(pair.standby(), Processed.idsOf(COPIED, LATER));

            // When the primary is back with its data, and the flow goes the other way
            pair.primary().startBroker(0);
            Path file = pair.preset(Naming.IDENTITY)
                    .set("primary->standby.enabled", "false")
                    .set("standby->primary.enabled", "true")
                    .render(folder.resolve("back.properties"));
            try (RunningTopology topology = RunningTopology.start(file)) {
                // Then it gets what was written meanwhile, and nothing it had
                Sight.eventually().until(() -> count(pair.primary()) >= all.size());
                topology.stop();
            }
            assertThat(count(pair.primary())).isEqualTo(all.size());

            // And groups go on there where they were when it died, so that they do again what they did at the standby
            pair.consume(pair.primary(), all);
            pair.assertNoneSkipped(all, Processed.idsOf(COPIED, LATER));
        }
    }

    /** How many committed records the topic has. */
    private static int count(TestCluster cluster) {
        return RecordIds.ofTopic(cluster.clientProperties(), "orders").values().stream()
                .mapToInt(RecordIds::count)
                .sum();
    }

    /** The flow lags when the primary dies; the standby is written to from then on. */
    private static void failOver(StandbyPair pair, Naming naming, Path folder) throws Exception {
        Path file = pair.preset(naming).render(folder.resolve("standby.properties"));
        try (TopicWriter writer = new TopicWriter(pair.primary().clientProperties(), ORDERS, WriteStyle.codec("lz4"))) {
            try (RunningTopology topology = RunningTopology.start(file)) {
                writer.write(COPIED.count());
                pair.consume(pair.primary(), Processed.idsOf(COPIED).size() / 3);
                new Sight(pair.standby()).awaitCopy(COPIED, naming.copyOf("orders"));
                pair.awaitPositions(naming);
                topology.stop();
            }
            writer.write(ORDERS.count());
        }
        pair.primary().stopBroker(0);
        pair.createAtTheStandby();
        TopicWriter.write(pair.standby().clientProperties(), LATER, WriteStyle.codec("lz4"));
    }
}
