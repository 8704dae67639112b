package io.kagami.mirror.cli.replicator;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.ConnectMirrorMaker;
import io.kagami.mirror.source.trouble.Rest;
import io.kagami.mirror.wire.connection.AnswerMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * What {@code bin/connect-mirror-maker.sh FILE} starts, with the same JVM options and logging; its output is kept in a file.
 *
 * <p>Threading: one thread.
 */
public final class ReplicatorProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final Pattern REST = Pattern.compile("(?<!Monitoring: )http://localhost:\\d+");
    private static final Pattern MONITORING = Pattern.compile("Monitoring: (\\S+)");

    private final Process process;
    private final Path output;

    private ReplicatorProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a process that writes to {@code output}, a new file. */
    public static ReplicatorProcess start(Path file, Path output) {
        return start(file, output, Map.of());
    }

    /** Starts another program that takes the same file. */
    public static ReplicatorProcess start(Class<?> main, Path file, Path output) {
        return start(main, file, output, Map.of());
    }

    /** Starts a process with variables of its own. */
    public static ReplicatorProcess start(Path file, Path output, Map<String, String> environment) {
        return start(ConnectMirrorMaker.class, file, output, environment);
    }

    /** Starts another program with these arguments. */
    public static ReplicatorProcess start(Class<?> main, List<String> args, Path output) {
        return start(main, args, output, Map.of());
    }

    private static ReplicatorProcess start(Class<?> main, Path file, Path output, Map<String, String> environment) {
        return start(main, List.of(file.toString()), output, environment);
    }

    /** Starts another program with these arguments and with variables of its own. */
    public static ReplicatorProcess start(
            Class<?> main, List<String> args, Path output, Map<String, String> environment) {
        return start(main, args, output, environment, Path.of("../config/logback.xml"));
    }

    /** Starts another program that logs in another way. */
    public static ReplicatorProcess start(
            Class<?> main, List<String> args, Path output, Map<String, String> environment, Path logging) {
        try {
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xms128M",
                    "-Xmx512M",
                    "-XX:TieredStopAtLevel=1",
                    "-D" + AnswerMemory.POISON_PROPERTY + "=true",
                    "-D" + Rest.SHORTER_PROPERTY + "=" + System.getProperty(Rest.SHORTER_PROPERTY, "1"),
                    "-Dlogback.configurationFile=" + logging.toAbsolutePath(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName());
            builder.command().addAll(args);
            builder.environment().putAll(environment);
            return new ReplicatorProcess(
                    builder.redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start(),
                    output);
        } catch (IOException failed) {
            throw new UncheckedIOException("no replicator", failed);
        }
    }

    /** The REST API of its worker, as soon as the worker runs. */
    public ConnectApi api() {
        return new ConnectApi(restUrl());
    }

    /** The name under which Connect reports what runs here. */
    public String workerId() {
        return restUrl().getAuthority();
    }

    /** What it says of its health at {@code /health/ready}: JSON. */
    public String ready() {
        return page("/health/ready");
    }

    /** What it says of itself at {@code /health/live}: JSON. */
    public String live() {
        return page("/health/live");
    }

    /** What it says at {@code /metrics}. */
    public String metrics() {
        return page("/metrics");
    }

    /** Where it says that it answers for health and metrics. */
    public String monitoring() {
        awaitOutput("Monitoring: ");
        Matcher printed = MONITORING.matcher(output());
        assertThat(printed.find()).isTrue();
        return printed.group(1);
    }

    private String page(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(monitoring() + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private URI restUrl() {
        Awaitility.await().atMost(START).pollInterval(Duration.ofMillis(50)).until(() -> {
            assertThat(process.isAlive()).as("alive; it said: %s", output()).isTrue();
            return REST.matcher(output()).find();
        });
        Matcher found = REST.matcher(output());
        assertThat(found.find()).isTrue();
        return URI.create(found.group());
    }

    /** Waits until it has said this. */
    public void awaitOutput(String text) {
        Awaitility.await()
                .atMost(START)
                .untilAsserted(() -> assertThat(output()).contains(text));
    }

    /** All it has said so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Sends a signal: {@code HUP}, {@code STOP}, {@code CONT}. */
    public void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            assertThat(kill.waitFor()).isZero();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for its end; returns its exit code. */
    public int awaitExit(Duration patience) {
        try {
            assertThat(process.waitFor(patience.toSeconds(), TimeUnit.SECONDS))
                    .as("ended within %s", patience)
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Ends it in good order (SIGTERM); returns its exit code. */
    public int terminate() {
        process.destroy();
        return awaitExit(Duration.ofSeconds(10));
    }

    /** Ends it at once (SIGKILL) and returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(10));
    }

    @Override
    public void close() {
        kill();
    }
}
