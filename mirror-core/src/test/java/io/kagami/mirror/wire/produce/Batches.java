package io.kagami.mirror.wire.produce;

import io.kagami.mirror.batch.BatchCoalescer;
import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.batch.SourceBatches;
import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.batch.format.BatchLimits;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;

/** Batches as the copier would hand them to a producer. */
final class Batches {

    private Batches() {}

    static OutgoingBatch ofRecords(long baseOffset, int count) {
        SimpleRecord[] records = new SimpleRecord[count];
        for (int number = 0; number < count; number++) {
            records[number] = new SimpleRecord(("record " + (baseOffset + number)).getBytes(StandardCharsets.UTF_8));
        }
        MemoryRecords source = MemoryRecords.withRecords(baseOffset, Compression.NONE, records);
        return SourceBatches.outgoing(source.buffer());
    }

    /** Leaves every batch alone. */
    static BatchCoalescer neverMerged() {
        return new BatchCoalescer(new BatchLimits(1 << 20, 1 << 20, BatchHeader.SIZE));
    }

    /** The sequence of its first record, as a broker reads it. */
    static int sequence(OutgoingBatch batch) {
        return MemoryRecords.readableRecords(batch.buffer())
                .batches()
                .iterator()
                .next()
                .baseSequence();
    }
}
