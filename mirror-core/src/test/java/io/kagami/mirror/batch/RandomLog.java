package io.kagami.mirror.batch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongPredicate;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;

/** A partition of batches of every kind and size, many of them tiny; and what is in it, by Kafka's own classes. */
final class RandomLog {

    record Entry(long offset, RecordContent content) {}

    final List<ByteBuffer> batches = new ArrayList<>();
    long endOffset;
    private final Random random;

    RandomLog(Random random, int batchCount) {
        this.random = random;
        this.endOffset = random.nextInt(50);
        // A stretch of one codec and kind, then another: as topics are, with now and then something in between.
        CompressionType codec = codec();
        int kind = random.nextInt(6);
        while (batches.size() < batchCount) {
            if (random.nextInt(6) == 0) {
                codec = codec();
            }
            if (random.nextInt(4) == 0) {
                kind = random.nextInt(6);
            }
            append(codec, kind);
        }
    }

    private CompressionType codec() {
        return random.nextInt(3) == 0 ? CompressionType.NONE : CompressionType.forId(random.nextInt(5));
    }

    private void append(CompressionType codec, int kind) {
        SimpleRecord[] records = random.nextInt(8) == 0
                ? SampleRecords.ofEveryShape()
                : SampleRecords.random(random, 1 + random.nextInt(random.nextInt(8) == 0 ? 200 : 4));
        int modulus = 1 + random.nextInt(3);
        LongPredicate survives = offset -> offset % modulus == 0;
        switch (kind) {
            case 0 -> add(SourceBatches.compacted(SourceBatches.plain(endOffset, codec, records), survives), records);
            case 1 -> add(SourceBatches.logAppendTime(endOffset, codec, records), records);
            case 2 -> {
                add(SourceBatches.transactional(endOffset, 9, records), records);
                add(SourceBatches.marker(endOffset, 9, ControlRecordType.COMMIT), records[0]);
            }
            case 3 -> addLegacy(codec);
            default -> add(SourceBatches.plain(endOffset, codec, records), records);
        }
        endOffset += random.nextInt(4) == 0 ? random.nextInt(5) : 0;
    }

    private void addLegacy(CompressionType codec) {
        SimpleRecord[] records = SampleRecords.numbered(1 + random.nextInt(4));
        CompressionType known = codec == CompressionType.ZSTD ? CompressionType.GZIP : codec;
        byte magic = (byte) random.nextInt(2);
        TimestampType type = magic == 0 ? TimestampType.NO_TIMESTAMP_TYPE : TimestampType.CREATE_TIME;
        add(SourceBatches.legacy(magic, endOffset, known, type, records), records);
    }

    private void add(ByteBuffer batch, SimpleRecord... records) {
        batches.add(batch);
        endOffset += records.length;
    }

    ByteBuffer response() {
        return SourceBatches.response(batches.toArray(ByteBuffer[]::new));
    }

    /** All user records, with their offsets. */
    List<Entry> entries() {
        return entriesOf(response());
    }

    static List<Entry> entriesOf(ByteBuffer batches) {
        List<Entry> entries = new ArrayList<>();
        for (RecordBatch batch :
                MemoryRecords.readableRecords(batches.duplicate()).batches()) {
            if (!batch.isControlBatch()) {
                for (Record record : batch) {
                    entries.add(new Entry(record.offset(), RecordContent.of(record)));
                }
            }
        }
        return entries;
    }
}
