package io.kagami.mirror.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pipeline of docs/connect.md: a file, line by line, to a topic on A, which is mirrored to B, one field richer, and from there to a file; all in
 * one worker of Apache's, from files of properties.
 */
class ConnectStandaloneIT {

    private static final int LINES = 500;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void linesPassFromFileToFileThroughTwoClustersAndAKill() throws Exception {
        PluginFolder plugin = PluginFolder.in(folder);
        Path in = Files.createFile(folder.resolve("in.txt"));
        Path out = folder.resolve("out.txt");
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("a").start();
                EmbeddedCluster b = EmbeddedCluster.builder().name("b").start()) {
            a.createTopic("lines", 1);
            Map<String, String> worker = new TreeMap<>(plugin.worker(b.clientProperties()));
            worker.put("key.converter.schemas.enable", "false");
            worker.put("value.converter.schemas.enable", "false");
            worker.put("offset.storage.file.filename", folder.resolve("offsets").toString());
            worker.put("offset.flush.interval.ms", "1000");
            List<Map<String, String>> connectors = Documented.pipeline(Map.of(
                    "a-kafka:9092",
                    a.bootstrapServers(),
                    "b-kafka:9092",
                    b.bootstrapServers(),
                    "/tmp/in.txt",
                    in.toString(),
                    "/tmp/out.txt",
                    out.toString()));
            assertThat(connectors).hasSize(3);
            write(in, 0);
            try (ApacheWorker first = ApacheWorker.standalone(folder, "first", worker, connectors, jar -> true)) {
                awaitLines(out, first, 0, LINES);
            }
            write(in, LINES);
            // A worker that lacks MirrorMaker's jars finds what the mirror needs of them in the plugin.
            try (ApacheWorker second = ApacheWorker.standalone(
                    folder, "second", worker, connectors, jar -> !jar.startsWith("connect-mirror-"))) {
                awaitLines(out, second, LINES, 2 * LINES);
                assertThat(second.rest().runningTasks("mirror")).hasSize(1);
            }
            assertThat(b.logEnd("A.lines")).isGreaterThanOrEqualTo(2 * LINES);
        }
    }

    /** Each line arrives, with the field of the transform; what was written before the kill may come again, as in any such worker. */
    private static void awaitLines(Path out, ApacheWorker worker, int from, int to) {
        List<String> expected = IntStream.range(from, to)
                .mapToObj(number -> "{line=line " + number + ", from=A}")
                .toList();
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(Files.readAllLines(out)).as(worker.output()).containsAll(expected));
    }

    private static void write(Path in, int from) throws Exception {
        List<String> lines = IntStream.range(from, from + LINES)
                .mapToObj(number -> "line " + number)
                .toList();
        Path unused = Files.write(in, lines, StandardOpenOption.APPEND);
    }
}
