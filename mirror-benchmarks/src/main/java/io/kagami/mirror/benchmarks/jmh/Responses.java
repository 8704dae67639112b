package io.kagami.mirror.benchmarks.jmh;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;

import io.kagami.mirror.benchmarks.workload.Payload;

/** Fetch responses of one partition, made of equal batches. */
final class Responses {

    private static final long FIRST_TIMESTAMP = 1_700_000_000_000L;

    private Responses() {}

    /** So many batches, one after the other. */
    static ByteBuffer of(int batches, int recordsPerBatch, int valueBytes, CompressionType codec) {
        Payload payload = Payload.halfCompressible(valueBytes);
        List<ByteBuffer> parts = new ArrayList<>();
        int size = 0;
        long offset = 0;
        for (int batch = 0; batch < batches; batch++) {
            SimpleRecord[] records = new SimpleRecord[recordsPerBatch];
            for (int record = 0; record < recordsPerBatch; record++) {
                records[record] = new SimpleRecord(FIRST_TIMESTAMP + offset + record, null, payload.value(offset + record));
            }
            ByteBuffer bytes = MemoryRecords.withRecords(offset, Compression.of(codec).build(), records)
                    .buffer();
            parts.add(bytes);
            size += bytes.remaining();
            offset += recordsPerBatch;
        }
        ByteBuffer response = ByteBuffer.allocate(size);
        parts.forEach(response::put);
        return response.flip();
    }
}
