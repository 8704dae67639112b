package io.kagami.mirror.cli.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.ConnectMirrorMaker;
import io.kagami.mirror.cli.replicator.ReplicatorProcess;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code connect-mirror-maker.sh --preset NAME} as a process, with a preset of the program and with one of a user's own. */
@SuppressWarnings("NullAway.Init")
class PresetProcessIT {

    private static final String OWN_PRESET = """
            about = ["Ours: what the shops sell, for the accountants."]
            what = "sales"
            clusters {
              shop { "bootstrap.servers" = "shop:9092" }
              office { "bootstrap.servers" = "office:9092" }
            }
            flows = [{ from = shop, to = office, settings { "topics" = ${what} } }]
            settings {
              "replication.factor" = 1
              "offset-syncs.topic.replication.factor" = 1
              "checkpoints.topic.replication.factor" = 1
              "heartbeats.topic.replication.factor" = 1
              "config.storage.replication.factor" = 1
              "offset.storage.replication.factor" = 1
              "status.storage.replication.factor" = 1
            }
            """;

    @TempDir
    private Path folder = Path.of("");

    private static EmbeddedCluster a;
    private static EmbeddedCluster b;
    private static EmbeddedCluster c;

    @BeforeAll
    static void startClusters() {
        a = EmbeddedCluster.builder().name("a").start();
        b = EmbeddedCluster.builder().name("b").start();
        c = EmbeddedCluster.builder().name("c").start();
    }

    @AfterAll
    static void stopClusters() {
        a.close();
        b.close();
        c.close();
    }

    @Test
    void aPresetIsRunAndItsTemporaryFileIsPrivateAndGoesWithTheProcess() throws Exception {
        RecordSet orders = RecordSet.of("orders", 2, 1_000);
        write(orders);
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        try (ReplicatorProcess process = ReplicatorProcess.start(
                ConnectMirrorMaker.class,
                List.of(
                        "--preset",
                        "one-way",
                        "--set",
                        "source.bootstrap.servers=" + a.bootstrapServers(),
                        "--set",
                        "target.bootstrap.servers=" + b.bootstrapServers(),
                        "--set",
                        "replicas=1",
                        "--set",
                        "source->target.topics=orders,refunds",
                        "--alias",
                        "source=shop"),
                folder.resolve("one-way.log"),
                Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary))) {
            new Sight(b).awaitCopy(orders, "shop.orders");
            List<Path> files = rendered(temporary);
            assertThat(files).hasSize(1);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.get(0))))
                    .isEqualTo("rw-------");
            process.signal("HUP");
            process.awaitOutput("Reloaded");
            assertThat(process.terminate()).isEqualTo(143);
            assertThat(rendered(temporary)).isEmpty();
            assertThat(process.output()).contains("shop->target").doesNotContain("\tat ");
        }
        new Sight(b).assertExact(orders, "shop.orders");
    }

    @Test
    void aPresetOfAUsersOwnIsRunFromItsFolder() throws Exception {
        RecordSet sales = RecordSet.of("sales", 2, 1_000);
        write(sales);
        Path presets = Files.createDirectory(folder.resolve("presets"));
        Files.writeString(presets.resolve("accounts.conf"), OWN_PRESET);
        try (ReplicatorProcess process = ReplicatorProcess.start(
                ConnectMirrorMaker.class,
                List.of(
                        "--preset",
                        "accounts",
                        "--presets",
                        presets.toString(),
                        "--set",
                        "shop.bootstrap.servers=" + a.bootstrapServers(),
                        "--set",
                        "office.bootstrap.servers=" + c.bootstrapServers()),
                folder.resolve("accounts.log"))) {
            new Sight(c).awaitCopy(sales, "shop.sales");
            assertThat(process.terminate()).isEqualTo(143);
        }
        new Sight(c).assertExact(sales, "shop.sales");
    }

    private static void write(RecordSet records) {
        a.createTopic(records.topic(), records.partitions());
        TopicWriter.write(a.clientProperties(), records, WriteStyle.codec("lz4"));
    }

    private static List<Path> rendered(Path temporary) throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(file -> file.toString().endsWith(".properties")).toList();
        }
    }
}
