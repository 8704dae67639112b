package io.kagami.mirror.wire.produce;

import io.kagami.mirror.batch.BatchCoalescer;
import io.kagami.mirror.batch.BatchReader;
import io.kagami.mirror.batch.BatchSink;
import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.batch.format.BatchLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
        List<OutgoingBatch> read = new ArrayList<>();
        new BatchReader(BatchLimits.defaults()).read(source.buffer(), baseOffset, 0, List.of(), new BatchSink() {
            @Override
            public void batch(OutgoingBatch batch) {
                read.add(batch);
            }

            @Override
            public void advancedTo(long upstreamOffsetExclusive) {}
        });
        return read.get(0);
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
