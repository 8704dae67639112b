package io.kagami.mirror.cli.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.replicator.ReplicatorProcess;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.workload.BusyWriter;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub with two processes: a spoke more in the file, and one of them is restarted. */
class SpokeAddedIT {

    private static final int PARTITIONS = 4;
    private static final RecordSet OLD = RecordSet.of("orders", PARTITIONS, 20_000);
    private static final RecordSet NEW = RecordSet.of("orders", PARTITIONS, 2_000);

    @Test
    void restartingOneProcessWithASpokeMoreLeavesTheOtherFlowsUntouched(@TempDir Path folder) throws Exception {
        try (EmbeddedCluster hub = EmbeddedCluster.builder().name("hub").start();
                EmbeddedCluster s1 = EmbeddedCluster.builder().name("s1").start();
                EmbeddedCluster s2 = EmbeddedCluster.builder().name("s2").start()) {
            s1.createTopic("orders", PARTITIONS);
            s2.createTopic("orders", PARTITIONS);
            Path before = render(hub, Map.of("s1", s1), folder.resolve("before.properties"));
            Path after = render(hub, Map.of("s1", s1, "s2", s2), folder.resolve("after.properties"));
            try (ReplicatorProcess stays = ReplicatorProcess.start(before, folder.resolve("stays.log"));
                    ReplicatorProcess goes = ReplicatorProcess.start(before, folder.resolve("goes.log"));
                    BusyWriter writer = BusyWriter.held(s1.clientProperties(), OLD, WriteStyle.codec("lz4"))) {
                writer.release(OLD.count() / 4);
                new Sight(hub).awaitCopy(OLD.first(OLD.count() / 4), "s1.orders");
                goes.awaitOutput("Flow is running");
                stays.awaitOutput("Flow is running");

                // When records flow and one process is restarted with the new file
                writer.release(OLD.count() / 4);
                assertThat(goes.terminate()).isEqualTo(143);
                try (ReplicatorProcess came = ReplicatorProcess.start(after, folder.resolve("came.log"));
                        BusyWriter more = BusyWriter.start(s2.clientProperties(), NEW, WriteStyle.codec("lz4"))) {
                    writer.release(OLD.count() / 4);
                    assertThat(more.finish()).isEqualTo(NEW);
                    new Sight(hub).awaitCopy(NEW, "s2.orders");
                    assertThat(writer.finish()).isEqualTo(OLD);
                    new Sight(hub).awaitCopy(OLD, "s1.orders");

                    // Then only the new flow was deployed, and nobody undid it
                    assertThat(came.output())
                            .contains("create s2.MirrorSourceConnector")
                            .doesNotContain(
                                    "Deployment: update s1.", "Deployment: create s1.", "Deployment: delete s1.");
                    stays.awaitOutput("Connectors of clusters that this process's file does not name");
                    assertThat(stays.output()).doesNotContain("Deployment: delete");
                    assertThat(came.terminate()).isEqualTo(143);
                }
            }
            // And nothing was copied again or left out
            new Sight(hub).assertExact(OLD, "s1.orders");
            new Sight(hub).assertExact(NEW, "s2.orders");
        }
    }

    private static Path render(EmbeddedCluster hub, Map<String, EmbeddedCluster> spokes, Path file) {
        return PresetFile.of("hub-and-spoke")
                .cluster("hub", hub)
                .spokes(new TreeMap<>(spokes))
                .render(file);
    }
}
