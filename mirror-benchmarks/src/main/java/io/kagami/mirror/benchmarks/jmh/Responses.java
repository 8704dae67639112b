package io.kagami.mirror.benchmarks.jmh;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;

/**
 * Fetch responses of one partition, outside of the heap as those that come from a broker, made of batches of one shape; half of each value is
 * random, half repeats a letter.
 */
final class Responses {

    private static final long FIRST_TIMESTAMP = 1_700_000_000_000L;

    private Responses() {}

    /** So many batches, one after the other. */
    static ByteBuffer of(int batches, int recordsPerBatch, int valueBytes, CompressionType codec) {
        Random random = new Random(batches);
        ByteBuffer response = ByteBuffer.allocateDirect(batches * (recordsPerBatch * (valueBytes + 30) + 200));
        for (int batch = 0; batch < batches; batch++) {
            SimpleRecord[] records = new SimpleRecord[recordsPerBatch];
            long offset = (long) batch * recordsPerBatch;
            for (int record = 0; record < recordsPerBatch; record++) {
                records[record] = new SimpleRecord(FIRST_TIMESTAMP + offset + record, value(random, valueBytes));
            }
            response.put(MemoryRecords.withRecords(offset, Compression.of(codec).build(), records)
                    .buffer());
        }
        return response.flip();
    }

    private static byte[] value(Random random, int bytes) {
        byte[] half = new byte[bytes / 2];
        random.nextBytes(half);
        byte[] value = new byte[bytes];
        Arrays.fill(value, (byte) ('a' + random.nextInt(26)));
        System.arraycopy(half, 0, value, 0, half.length);
        return value;
    }
}
