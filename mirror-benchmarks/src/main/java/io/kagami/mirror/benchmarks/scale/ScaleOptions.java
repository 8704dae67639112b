package io.kagami.mirror.benchmarks.scale;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of all measurements at scale. */
final class ScaleOptions {

    @Option(names = "--out", paramLabel = "FILE", description = "Also write the report to this file, as it grows.")
    private @Nullable Path out;

    @Option(names = "--broker-heap", defaultValue = "2g", description = "Heap of each broker process (default: 2g).")
    private String brokerHeap = "2g";

    @Option(names = "--patience", defaultValue = "600", description = "Seconds until all must flow (default: 600).")
    private long patienceSeconds = 600;

    @Option(
            names = "--settle",
            defaultValue = "30",
            description = "Seconds between the last record and the idle time (default: 30).")
    private long settleSeconds = 30;

    @Option(names = "--idle", defaultValue = "60", description = "Seconds of idle time measured (default: 60).")
    private long idleSeconds = 60;

    @Option(
            names = "--profile",
            paramLabel = "FOLDER",
            description = "Keep a flight recording of each mirror in this folder, which must exist.")
    private @Nullable Path profile;

    @Nullable
    Path out() {
        return out;
    }

    String brokerHeap() {
        return brokerHeap;
    }

    Duration patience() {
        return Duration.ofSeconds(patienceSeconds);
    }

    Duration settle() {
        return Duration.ofSeconds(settleSeconds);
    }

    Duration idle() {
        return Duration.ofSeconds(idleSeconds);
    }

    Optional<Path> recording(String run) {
        return Optional.ofNullable(profile).map(folder -> folder.resolve(run + ".jfr"));
    }
}
