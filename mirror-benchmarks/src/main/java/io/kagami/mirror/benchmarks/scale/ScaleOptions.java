package io.kagami.mirror.benchmarks.scale;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of all measurements at scale. */
public final class ScaleOptions {

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

    /** Where the report goes besides the terminal. */
    public @Nullable Path out() {
        return out;
    }

    /** As the JVM's {@code -Xmx} takes it. */
    public String brokerHeap() {
        return brokerHeap;
    }

    /** Until all must be done. */
    public Duration patience() {
        return Duration.ofSeconds(patienceSeconds);
    }

    /** Between the end of work and the idle time. */
    public Duration settle() {
        return Duration.ofSeconds(settleSeconds);
    }

    /** How long idle time is measured. */
    public Duration idle() {
        return Duration.ofSeconds(idleSeconds);
    }

    /** Where a flight recording of a run goes, if one is wanted. */
    public Optional<Path> recording(String run) {
        return Optional.ofNullable(profile).map(folder -> folder.resolve(run + ".jfr"));
    }
}
