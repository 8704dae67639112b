package io.kagami.mirror.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.replicator.ConnectApi;
import io.kagami.mirror.cli.replicator.ReplicatorProcess;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** How the tasks of the flow are spread over processes, as Connect tells it. */
final class SharedTasks {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private SharedTasks() {}

    /** Waits until all tasks run, on every one of these processes and on no other. */
    static void await(int tasks, ConnectApi asked, Collection<ReplicatorProcess> processes) {
        Set<String> workers =
                processes.stream().map(ReplicatorProcess::workerId).collect(Collectors.toSet());
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    assertThat(asked.runningTasks()).hasSize(tasks);
                    assertThat(new HashSet<>(asked.runningTasks().values())).isEqualTo(workers);
                });
    }

    /** How many of the running tasks this process has. */
    static long of(ReplicatorProcess process, ConnectApi asked) {
        return asked.runningTasks().values().stream()
                .filter(process.workerId()::equals)
                .count();
    }
}
