package io.kagami.mirror.source;

import io.kagami.mirror.topology.Flow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The flow A->B in a process of its own, which ends as a power cut would end it. */
final class FlowProcess implements AutoCloseable {

    private final Process process;

    /** Runs the flow of a file, with nothing known but what is stored at the target. */
    static FlowProcess start(Map<String, String> file, Path folder) {
        return start(FlowProcess.class, file, folder);
    }

    /** Runs a class of this test's class path with the file as its argument. */
    static FlowProcess start(Class<?> main, Map<String, String> file, Path folder) {
        try {
            Path settings = Files.createTempFile(folder, "flow", ".properties");
            Properties properties = new Properties();
            properties.putAll(file);
            try (var out = Files.newBufferedWriter(settings)) {
                properties.store(out, "a flow to be killed");
            }
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName(),
                    settings.toString()));
            return new FlowProcess(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("flow.log").toFile()))
                    .start());
        } catch (IOException failed) {
            throw new UncheckedIOException("no process", failed);
        }
    }

    private FlowProcess(Process process) {
        this.process = process;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to end (SIGTERM) and returns when it has. */
    void stop(Duration patience) {
        process.destroy();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("still alive " + patience + " after it was asked to end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kills it (SIGKILL) and returns when it is gone. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What runs in the process: until it is killed. */
    public static void main(String[] arguments) throws Exception {
        try (RunningFlow flow = new RunningFlow(Flow.of("A", "B"), read(arguments[0]), TaskDriver.noOffsets())) {
            flow.assertNoTaskFailed();
            new CountDownLatch(1).await();
        }
    }

    static Map<String, String> read(String file) throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(Path.of(file))) {
            properties.load(in);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }
}
