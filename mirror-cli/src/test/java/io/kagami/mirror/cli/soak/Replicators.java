package io.kagami.mirror.cli.soak;

import io.kagami.mirror.cli.Mirror;
import io.kagami.mirror.cli.replicator.ReplicatorFile;
import io.kagami.mirror.cli.replicator.ReplicatorProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The processes that mirror both ways, all with one file; what each has said is kept.
 *
 * <p>Threading: one thread.
 */
final class Replicators implements AutoCloseable {

    private static final Duration STATUS_WITHIN = Duration.ofSeconds(90);

    private final Path folder;
    private final Path file;
    private final List<ReplicatorProcess> processes = new ArrayList<>();
    private int asked;

    private Replicators(Path folder, Path file) {
        this.folder = folder;
        this.file = file;
    }

    /** Nothing runs yet. */
    static Replicators between(SoakSide a, SoakSide b, SoakPlan plan, Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Path file = settings(a, b, plan).write(folder.resolve("mirror.properties"));
        return new Replicators(folder, file);
    }

    private static ReplicatorFile settings(SoakSide a, SoakSide b, SoakPlan plan) {
        String replicas = Integer.toString(plan.replicas());
        ReplicatorFile file = ReplicatorFile.between(
                        a.cluster().clientProperties(), b.cluster().clientProperties())
                .with(Map.of(
                        "B->A.enabled", "true",
                        "topics", String.join(",", SoakSide.TOPICS),
                        "sync.group.offsets.enabled", "true",
                        "emit.reverse.checkpoints.enabled", "true",
                        "tasks.max", "2"))
                .with(Map.of(
                        "replication.factor", replicas,
                        "offset-syncs.topic.replication.factor", replicas,
                        "checkpoints.topic.replication.factor", replicas,
                        "heartbeats.topic.replication.factor", replicas,
                        "config.storage.replication.factor", replicas,
                        "offset.storage.replication.factor", replicas,
                        "status.storage.replication.factor", replicas));
        for (String alias : plan.isSmall() ? List.of("A", "B") : List.<String>of()) {
            file = file.with(Map.of(
                    alias + ".session.timeout.ms", "3000",
                    alias + ".heartbeat.interval.ms", "1000",
                    alias + ".scheduled.rebalance.max.delay.ms", "500"));
        }
        return file;
    }

    /** One more. */
    ReplicatorProcess start() {
        Path output = folder.resolve("process-%03d.log".formatted(processes.size()));
        ReplicatorProcess started = ReplicatorProcess.start(file, output);
        processes.add(started);
        return started;
    }

    /** All events that any of them has logged. */
    List<SeenEvent> events() {
        return processes.stream()
                .flatMap(process -> SeenEvent.in(process.output()).stream())
                .toList();
    }

    /** Whether {@code mirror status} finds everything in order. */
    boolean isAllWell() {
        Path output = folder.resolve("status-%02d.log".formatted(asked++));
        try (ReplicatorProcess status =
                ReplicatorProcess.start(Mirror.class, List.of("status", file.toString()), output)) {
            return status.awaitExit(STATUS_WITHIN) == 0;
        }
    }

    @Override
    public void close() {
        processes.forEach(ReplicatorProcess::close);
    }
}
