package io.kagami.mirror.runtime.worker;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * The file a standalone worker keeps Connect's offsets in, taken for one process: a second one waits until the first has ended, as they would
 * write over each other and copy everything twice in record mode.
 *
 * <p>Threading: one thread.
 */
final class OffsetFile implements Closeable {

    /** How Java writes an object, which is how Connect writes its offsets. */
    private static final byte[] SERIALIZED = {(byte) 0xAC, (byte) 0xED};

    private final FileChannel channel;
    private final FileLock lock;

    private OffsetFile(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the file, which need not be there yet.
     *
     * @throws ConnectException if another process has it, if it cannot be written, or if it holds something else
     */
    static OffsetFile take(Path file) {
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            requireOffsets(file);
            FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new ConnectException(
                        "another process keeps its offsets in " + file + "; this one goes on when it has ended."
                                + " For a flow of its own, name another file: " + WorkerKind.OFFSET_FILE);
            }
            return new OffsetFile(channel, lock);
        } catch (IOException e) {
            throw new ConnectException(
                    "offsets cannot be kept in " + file + ": " + e + "; name a file that can be written: "
                            + WorkerKind.OFFSET_FILE,
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** Connect itself would say no more than that a header is not valid. An empty file is what a power cut may leave. */
    private static void requireOffsets(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
            throw new IOException("it is no file that can be written");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] begin = in.readNBytes(SERIALIZED.length);
            if (begin.length == SERIALIZED.length && !Arrays.equals(begin, SERIALIZED)) {
                throw new ConnectException(
                        file + " holds something else than offsets of Connect; move it away, or name another file: "
                                + WorkerKind.OFFSET_FILE);
            }
        }
    }

    /** Gives it back. */
    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
