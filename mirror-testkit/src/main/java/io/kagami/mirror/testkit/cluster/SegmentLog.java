package io.kagami.mirror.testkit.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.record.internal.FileLogInputStream.FileChannelRecordBatch;
import org.apache.kafka.common.record.internal.FileRecords;

/**
 * One partition's log as it lies on a broker's disk.
 *
 * @param folder the partition's folder
 */
record SegmentLog(Path folder) {

    /** The segment files, oldest first. */
    List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("no segments in " + folder, failed);
        }
    }

    /** Every batch of every segment, byte for byte, oldest first. */
    List<ByteBuffer> batches() {
        List<ByteBuffer> batches = new ArrayList<>();
        for (Path file : files()) {
            try (FileRecords records = FileRecords.open(file.toFile(), false)) {
                for (FileChannelRecordBatch batch : records.batches()) {
                    ByteBuffer bytes = ByteBuffer.allocate(batch.sizeInBytes());
                    batch.writeTo(bytes);
                    bytes.flip();
                    batches.add(bytes.asReadOnlyBuffer());
                }
            } catch (IOException failed) {
                throw new UncheckedIOException("cannot read " + file, failed);
            }
        }
        return batches;
    }
}
