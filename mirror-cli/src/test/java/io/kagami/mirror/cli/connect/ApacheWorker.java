package io.kagami.mirror.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.replicator.ConnectRest;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A Connect worker in a process of its own, as Apache's scripts start it: with Apache's jars and logging, SLF4J 1.7, and plugins that are loaded
 * apart.
 *
 * <p>Threading: one thread.
 */
final class ApacheWorker implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final Pattern ADVERTISED = Pattern.compile("Advertised URI: (http://[^/\\s]+)");

    /** What is in our distribution and not in Apache's. */
    private static final Pattern OURS =
            Pattern.compile("(mirror-|topology-presets-|slf4j-api-2|logback-|picocli-|config-).*");

    private static final String LOGGING = """
            rootLogger.level = WARN
            rootLogger.appenderRef.out.ref = out
            appender.out.type = Console
            appender.out.name = out
            appender.out.layout.type = PatternLayout
            appender.out.layout.pattern = %p %c{1} %m%n
            logger.rest.name = org.apache.kafka.connect.runtime.rest.RestServer
            logger.rest.level = INFO
            logger.kagami.name = io.kagami
            logger.kagami.level = INFO
            """;

    private final Process process;
    private final Path output;

    private ApacheWorker(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** One more worker of a Connect cluster, as {@code connect-distributed.sh} starts it. */
    static ApacheWorker distributed(Path folder, String name, Map<String, String> settings) {
        return start("Distributed", folder, name, settings, List.of(), jar -> true);
    }

    /** A worker with connectors from files, as {@code connect-standalone.sh} starts it; of the class path as it is but for what has other names. */
    static ApacheWorker standalone(
            Path folder,
            String name,
            Map<String, String> settings,
            List<Map<String, String>> connectors,
            Predicate<String> jars) {
        List<Path> files = new ArrayList<>();
        for (Map<String, String> connector : connectors) {
            files.add(write(folder.resolve(name + "-" + connector.get("name") + ".properties"), connector));
        }
        return start("Standalone", folder, name, settings, files, jars);
    }

    private static ApacheWorker start(
            String kind,
            Path folder,
            String name,
            Map<String, String> settings,
            List<Path> connectors,
            Predicate<String> jars) {
        Path output = folder.resolve(name + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512M",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.configurationFile=" + text(folder.resolve("log4j2.properties"), LOGGING),
                "-cp",
                classPath(jars),
                "org.apache.kafka.connect.cli.Connect" + kind,
                write(folder.resolve(name + ".properties"), settings).toString()));
        connectors.forEach(file -> command.add(file.toString()));
        try {
            return new ApacheWorker(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start(),
                    output);
        } catch (IOException failed) {
            throw new UncheckedIOException("no worker", failed);
        }
    }

    private static String classPath(Predicate<String> jars) {
        Predicate<String> apaches = jar -> !OURS.matcher(jar).matches() && !jar.startsWith("connect-file-");
        return Stream.of("worker-of-apache", "lib")
                .flatMap(folder -> jars(Path.of("target", folder)))
                .filter(jar -> apaches.and(jars).test(jar.getFileName().toString()))
                .map(jar -> jar.toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<Path> jars(Path folder) {
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.sorted().toList().stream();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static Path write(Path file, Map<String, String> settings) {
        return text(
                file,
                new TreeMap<>(settings)
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + " = " + entry.getValue() + "\n")
                                .collect(Collectors.joining()));
    }

    private static Path text(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Its REST API, as soon as that has an address. */
    ConnectRest rest() {
        return new ConnectRest(address());
    }

    /** Its name among the workers. */
    String id() {
        return address().getAuthority();
    }

    private URI address() {
        Awaitility.await().atMost(START).until(() -> {
            assertThat(process.isAlive()).as("alive; it said: %s", output()).isTrue();
            return ADVERTISED.matcher(output()).find();
        });
        Matcher found = ADVERTISED.matcher(output());
        assertThat(found.find()).isTrue();
        return URI.create(found.group(1));
    }

    /** Its process id. */
    long pid() {
        return process.pid();
    }

    /** All it has said so far. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Ends it at once (SIGKILL) and returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        try {
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
