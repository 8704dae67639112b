package io.kagami.mirror.benchmarks.contender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A mirror's process, from its start to its end by SIGTERM.
 *
 * <p>Threading: one thread; {@link #requireAlive()} and {@link #pid()} from any.
 */
public final class RunningMirror implements AutoCloseable {

    /** Samples more often than usual: the copy of a benchmark takes seconds. */
    private static final String RECORDING = "-XX:StartFlightRecording=settings=profile,jdk.ExecutionSample#period=2ms,"
            + "jdk.NativeMethodSample#period=2ms,"
            + "jdk.ObjectAllocationSample#throttle=2000/s,dumponexit=true,filename=";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RunFolder folder;
    private final Process process;
    private final long startNanos;
    private final Thread lastResort;

    private RunningMirror(RunFolder folder, Process process, long startNanos) {
        this.folder = folder;
        this.process = process;
        this.startNanos = startNanos;
        this.lastResort = new Thread(this::end, "mirror-end");
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /**
     * Starts the contender with the class path of this JVM.
     *
     * @param recording where a flight recording of the process goes, if one is wanted
     */
    public static RunningMirror start(Contender contender, MirrorFile file, Optional<Path> recording) {
        try {
            RunFolder folder = RunFolder.create();
            List<String> command = command(contender, folder.write(file), recording);
            long startNanos = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.output().toFile())
                    .start();
            return new RunningMirror(folder, process, startNanos);
        } catch (IOException failed) {
            throw new UncheckedIOException(contender.name() + " does not start", failed);
        }
    }

    /** The process's id. */
    public long pid() {
        return process.pid();
    }

    /** When the process was started, in the time of {@link System#nanoTime()}. */
    public long startNanos() {
        return startNanos;
    }

    /** Throws an {@link IllegalStateException} with what the process wrote last if it has ended. */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    "the mirror ended with code " + process.exitValue() + ":\n" + folder.outputTail());
        }
    }

    /** What the process wrote last. */
    public String outputTail() {
        return folder.outputTail();
    }

    /** Ends the process by SIGTERM, by force if it takes more than a minute, and returns what it took. */
    public MirrorExit stop() {
        long askedNanos = System.nanoTime();
        process.destroy();
        boolean inTime = awaitExit();
        if (!inTime) {
            process.destroyForcibly();
            awaitExit();
        }
        return new MirrorExit(process.exitValue(), Duration.ofNanos(System.nanoTime() - askedNanos), !inTime);
    }

    /** Ends the process if it still runs, and deletes its files. */
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(lastResort);
        end();
    }

    private void end() {
        process.destroyForcibly();
        awaitExit();
        folder.close();
    }

    private boolean awaitExit() {
        try {
            return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<String> command(Contender contender, Path file, Optional<Path> recording) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(contender.jvmOptions());
        recording.ifPresent(path -> command.add(RECORDING + path));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), contender.mainClass(), file.toString()));
        return command;
    }
}
