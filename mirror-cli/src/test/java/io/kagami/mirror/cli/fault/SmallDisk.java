package io.kagami.mirror.cli.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A file system of its own in a file, small enough to be filled; part of its room is taken by a ballast that can be thrown off.
 *
 * <p>Threading: one thread.
 */
final class SmallDisk implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final Path image;
    private final Path folder;

    private SmallDisk(Path image, Path folder) {
        this.image = image;
        this.folder = folder;
    }

    /** Mounts one; empty where this user or machine may not. */
    static Optional<SmallDisk> mount(int megabytes, int ballastMegabytes) {
        try {
            Path image = Files.createTempFile("kagami-disk-", ".img");
            SmallDisk disk = new SmallDisk(image, Files.createTempDirectory("kagami-disk-"));
            if (run("truncate", "-s", megabytes + "M", image.toString())
                    && run("mkfs.ext4", "-q", "-m", "0", image.toString())
                    && run("mount", "-o", "loop", image.toString(), disk.folder.toString())) {
                Files.write(disk.ballast(), new byte[ballastMegabytes << 20]);
                return Optional.of(disk);
            }
            disk.close();
            return Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Where it is mounted. */
    Path folder() {
        return folder;
    }

    /** Makes room. */
    void throwBallast() {
        try {
            Files.delete(ballast());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            System.out.println(Arrays.toString(command) + ": " + notInstalled.getMessage());
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        try {
            if (Files.exists(ballast().resolveSibling("lost+found"))) {
                run("umount", folder.toString());
            }
            Files.deleteIfExists(folder);
            Files.deleteIfExists(image);
        } catch (IOException failed) {
            throw new UncheckedIOException("left behind: " + folder + ", " + image, failed);
        }
    }
}
