package io.kagami.mirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.replicator.ReplicatorFile;
import io.kagami.mirror.cli.replicator.ReplicatorProcess;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.guarantee.TopicComparison;
import io.kagami.mirror.testkit.workload.BusyWriter;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.RecordShape;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** One process that keeps nothing of Connect's at the target. */
class StandaloneIT {

    private static final RecordSet RECORDS = RecordSet.of("orders", 3, 30_000)
            .shaped(new RecordShape(100, 0, 0, 0, System.currentTimeMillis() - TimeUnit.HOURS.toMillis(1)));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyRecordArrivesOnceThroughAKillAndAHandoverAndTheTargetHasNoTopicsOfConnect() throws Exception {
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("a").start();
                EmbeddedCluster b = EmbeddedCluster.builder().name("b").start();
                BusyWriter writer = BusyWriter.held(a.clientProperties(), RECORDS, WriteStyle.codec("lz4"))) {
            a.createTopic(RECORDS.topic(), RECORDS.partitions());
            Path file = ReplicatorFile.between(a.clientProperties(), b.clientProperties())
                    .with("A->B.topics", "orders")
                    .with("tasks.max", "2")
                    .with("heartbeats.topic.replication.factor", "1")
                    .with("checkpoints.topic.replication.factor", "1")
                    .write(folder.resolve("mm2.properties"));
            assertThat(told(0, "plan", "--standalone", file.toString()))
                    .contains("internal topic mm2-kagami-syncs.A.internal", "topic A.orders on B")
                    .doesNotContain("kagami-configs", "connector ");
            writer.release(15_000);
            try (ReplicatorProcess first = start(file, "first")) {
                Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> b.logEnd("A.orders") > 3_000);
                first.kill();
            }
            try (ReplicatorProcess second = start(file, "second")) {
                awaitCopied(b, 15_000);
                try (ReplicatorProcess third = start(file, "third")) {
                    writer.release(5_000);
                    awaitCopied(b, 20_000);
                    assertThat(second.api().connectorState()).isEqualTo("RUNNING");
                    assertThat(second.api().runningTasks()).hasSize(2);
                    third.awaitOutput("another process keeps its offsets in " + file + ".B.offsets");
                    assertThat(second.terminate()).isEqualTo(143);

                    writer.finish();
                    awaitCopied(b, RECORDS.count());
                    assertThat(third.output()).contains("(standalone)");
                    assertThat(told(0, "plan", "--standalone", file.toString())).contains("No change.");
                    Awaitility.await("heartbeats of the third")
                            .atMost(Duration.ofSeconds(60))
                            .untilAsserted(() -> assertThat(told(1, "status", file.toString()))
                                    .contains(
                                            "A->B   unknown",
                                            "heartbeats come, though no process is in the group",
                                            "/health/ready"));
                }
            }
            TopicComparison.of(a.clientProperties(), "orders", b.clientProperties(), "A.orders")
                    .assertEqual();
            assertThat(b.logEnd("A.orders")).isEqualTo(RECORDS.count());
            assertThat(b.admin().listTopics().names().get())
                    .contains("A.orders")
                    .noneMatch(topic -> topic.startsWith("kagami-") || topic.startsWith("mm2-configs"));
            assertThat(b.admin().listGroups().all().get()).isEmpty();
            assertThat(folder.resolve("mm2.properties.B.offsets")).isNotEmptyFile();
        }
    }

    /** What a command says, which ends with this code. */
    private static String told(int exit, String... args) {
        StringWriter out = new StringWriter();
        CommandLine line = CommandLines.create(new Mirror()).setOut(new PrintWriter(out, true));
        assertThat(line.execute(args)).as(out.toString()).isEqualTo(exit);
        return out.toString();
    }

    private ReplicatorProcess start(Path file, String name) {
        return ReplicatorProcess.start(
                ConnectMirrorMaker.class, List.of("--standalone", file.toString()), folder.resolve(name + ".log"));
    }

    private static void awaitCopied(EmbeddedCluster b, long records) {
        Awaitility.await("all is copied")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> b.logEnd("A.orders") >= records);
    }
}
