package io.kagami.mirror.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.benchmarks.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Both measurements, small: enough to see that they measure flows that flow, and end. */
class ScaleIT {

    private static final List<String> SMALL =
            List.of("--contenders", "kagami", "--settle", "0", "--idle", "1", "--broker-heap", "512m");

    @TempDir
    Path folder;

    @Test
    void manyPartitionsFlowAndAreReported() throws IOException {
        assertThat(report("partitions", "--topics", "20", "--partitions", "3"))
                .contains("60 partitions (20 topics of 3)")
                .containsPattern("kagami, sync every 5 s +\\| +[0-9.]+ \\| +[0-9.]+ \\| +[0-9.]+ \\|");
    }

    @Test
    void manySourcesFlowIntoOneHubAndAreReported() throws IOException {
        assertThat(report("aliases", "--aliases", "2", "--heartbeats", "false"))
                .containsPattern("kagami, heartbeats off, sources: 2 +\\| +[0-9.]+ \\| +[0-9.]+ \\|");
    }

    private String report(String... what) throws IOException {
        Path file = folder.resolve("report.md");
        String[] arguments = Stream.of(Stream.of(what), SMALL.stream(), Stream.of("--out", file.toString()))
                .flatMap(some -> some)
                .toArray(String[]::new);
        assertThat(new CommandLine(new Scale()).execute(arguments)).isZero();
        return Files.readString(file);
    }
}
