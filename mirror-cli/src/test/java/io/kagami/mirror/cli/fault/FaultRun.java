package io.kagami.mirror.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.replicator.ReplicatorFile;
import io.kagami.mirror.cli.replicator.ReplicatorProcess;
import io.kagami.mirror.testkit.guarantee.DeliveryCount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One scenario: its processes, its random moments, and the line it leaves in {@code target/faults/results.md}. What the processes said stays beside it.
 *
 * <p>Threading: one thread.
 */
final class FaultRun implements AutoCloseable {

    private static final Path FOLDER = Path.of("target", "faults");
    private static final Pattern REPORT = Pattern.compile(
            "(?:wrote (\\d+) records into the copy|came late: (\\d+) records are in the copy twice).* topic=(\\S+)");
    /** Of partitions at rest, ends are looked at once a minute. */
    private static final Duration REPORTED_WITHIN = Duration.ofSeconds(100);

    private static final String HEAD = """
        | scenario | size | faults | records | lost | duplicated | out of order | seconds | seed |
        |---|---|---|---:|---:|---:|---:|---:|---:|
        """;

    private final String scenario;
    private final FaultSize size;
    private final long seed;
    private final Random random;
    private final Path folder;
    private final long beganNanos = System.nanoTime();
    private final List<ReplicatorProcess> processes = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    FaultRun(String scenario, FaultSize size) {
        this.scenario = scenario;
        this.size = size;
        this.seed = Long.getLong("kagami.faults.seed", System.nanoTime() % 1_000_000);
        this.random = new Random(seed);
        this.folder = FOLDER.resolve(scenario.replaceAll("[^A-Za-z0-9]+", "-") + "-" + seed);
        try {
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        System.out.printf("%s: seed %d, output in %s%n", scenario, seed, folder.toAbsolutePath());
    }

    /** Where the processes' file is. */
    Path file() {
        return folder.resolve("mm2.properties");
    }

    /** Starts a process with this file, which replaces the one before. */
    ReplicatorProcess start(ReplicatorFile settings) {
        return start(settings, Map.of());
    }

    ReplicatorProcess start(ReplicatorFile settings, Map<String, String> environment) {
        Path output = folder.resolve("process-%02d.log".formatted(processes.size() + 1));
        ReplicatorProcess started =
                ReplicatorProcess.start(settings.with(size.workerSettings()).write(file()), output, environment);
        processes.add(started);
        return started;
    }

    Random random() {
        return random;
    }

    /** Something was broken. */
    void fault(String what) {
        faults.add(what);
        System.out.printf("%8.3f s %s%n", (System.nanoTime() - beganNanos) / 1e9, what);
    }

    /** Lets the world go on. */
    static void pass(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusSeconds(30)).until(() -> true);
    }

    /** Lets a random time go by. */
    void passUpTo(Duration most) {
        pass(Duration.ofMillis(random.nextLong(most.toMillis() + 1)));
    }

    /** Writes the line, then insists that nothing is wrong. */
    void conclude(String broken, Map<String, DeliveryCount> counts) {
        conclude(broken, counts, Set.of());
    }

    /** The same, but records of some topics may be repeated if as many were reported. */
    void conclude(String broken, Map<String, DeliveryCount> counts, Set<String> repeatsOnlyReported) {
        counts.forEach((topic, count) -> System.out.printf("%-20s %s%n", topic, count));
        DeliveryCount all = counts.values().stream().reduce(DeliveryCount.NONE, DeliveryCount::plus);
        String line = "| %s | %s | %s | %,d | %d | %d | %d | %d | %d |%n"
                .formatted(
                        scenario,
                        size.name().toLowerCase(java.util.Locale.ROOT),
                        broken,
                        all.records(),
                        all.lost(),
                        all.duplicated(),
                        all.outOfOrder(),
                        Duration.ofNanos(System.nanoTime() - beganNanos).toSeconds(),
                        seed);
        write(line);
        assertThat(counts)
                .as("%s, -Dkagami.faults.seed=%d, output in %s", broken, seed, folder)
                .allSatisfy((topic, count) -> assertExact(topic, count, repeatsOnlyReported.contains(topic)));
    }

    private void assertExact(String topic, DeliveryCount count, boolean repeatsOnlyReported) {
        long allowed = repeatsOnlyReported ? awaitReported(topic, count.duplicated()) : 0;
        if (count.lost() > 0 || count.outOfOrder() > 0 || count.duplicated() > allowed) {
            throw new AssertionError(topic + ", " + count + ", reported " + allowed);
        }
        if (count.duplicated() > 0) {
            System.out.printf("%s: %d repeated, %d reported%n", topic, count.duplicated(), allowed);
        }
    }

    private long awaitReported(String topic, long expected) {
        try {
            Awaitility.await().atMost(REPORTED_WITHIN).until(() -> reported(topic) >= expected);
        } catch (ConditionTimeoutException unreported) {
            return reported(topic);
        }
        return reported(topic);
    }

    /** How many records too many the processes have complained about. */
    private long reported(String topic) {
        return processes.stream()
                .flatMap(process -> process.output().lines())
                .map(REPORT::matcher)
                .filter(Matcher::find)
                .filter(report -> report.group(3).equals(topic))
                .mapToLong(report -> Long.parseLong(report.group(1) == null ? report.group(2) : report.group(1)))
                .sum();
    }

    private static void write(String line) {
        Path results = FOLDER.resolve("results.md");
        try {
            begin(results);
            Files.writeString(results, line, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        System.out.print(line);
    }

    /** Other scenarios may come to their ends at the same moment. */
    private static void begin(Path results) throws IOException {
        try {
            Files.writeString(results, HEAD, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException begun) {
            System.out.println("added to " + results.toAbsolutePath());
        }
    }

    @Override
    public void close() {
        processes.forEach(ReplicatorProcess::close);
    }
}
