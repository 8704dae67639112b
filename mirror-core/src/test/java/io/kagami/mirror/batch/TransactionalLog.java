package io.kagami.mirror.batch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.SimpleRecord;

/** A partition with transactions, as a broker serves it to {@code read_committed} fetches (KIP-98, its transaction index). */
final class TransactionalLog {

    record Response(ByteBuffer records, List<AbortedTransaction> aborted) {}

    private record Batch(long baseOffset, long endOffset, ByteBuffer bytes) {}

    private record Aborted(AbortedTransaction transaction, long markerOffset) {}

    private final List<Batch> batches = new ArrayList<>();
    private final List<Aborted> aborted = new ArrayList<>();
    private final Map<Long, List<Batch>> open = new HashMap<>();
    private final Map<Long, ByteBuffer> committed = new TreeMap<>();
    private long endOffset;
    private int written;

    void write(long producerId, int count) {
        Batch batch = append(SourceBatches.transactional(endOffset, producerId, nextRecords(count)), count);
        open.computeIfAbsent(producerId, producer -> new ArrayList<>()).add(batch);
    }

    void writeOutsideOfTransactions(int count) {
        Batch batch = append(SourceBatches.plain(endOffset, CompressionType.NONE, nextRecords(count)), count);
        committed.put(batch.baseOffset(), batch.bytes());
    }

    void commit(long producerId) {
        List<Batch> transaction = open.remove(producerId);
        if (transaction != null) {
            transaction.forEach(batch -> committed.put(batch.baseOffset(), batch.bytes()));
            append(SourceBatches.marker(endOffset, producerId, ControlRecordType.COMMIT), 1);
        }
    }

    void abort(long producerId) {
        List<Batch> transaction = open.remove(producerId);
        if (transaction != null) {
            long firstOffset = transaction.get(0).baseOffset();
            aborted.add(new Aborted(new AbortedTransaction(producerId, firstOffset), endOffset));
            append(SourceBatches.marker(endOffset, producerId, ControlRecordType.ABORT), 1);
        }
    }

    int batchCount() {
        return batches.size();
    }

    List<RecordContent> committed() {
        return committed.values().stream()
                .flatMap(bytes -> RecordContent.of(bytes).stream())
                .toList();
    }

    /** Whole batches from the one that holds the offset, up to the last stable offset; each transaction that overlaps them. */
    Response fetch(long offset, int maxBatches) {
        List<Batch> served = batches.stream()
                .filter(batch -> batch.endOffset() > offset && batch.endOffset() <= lastStableOffset())
                .limit(maxBatches)
                .toList();
        long upperBound =
                served.isEmpty() ? offset : served.get(served.size() - 1).endOffset();
        List<AbortedTransaction> overlapping = aborted.stream()
                .filter(entry ->
                        entry.markerOffset() >= offset && entry.transaction().firstOffset() < upperBound)
                .map(Aborted::transaction)
                .toList();
        ByteBuffer records =
                SourceBatches.response(served.stream().map(Batch::bytes).toArray(ByteBuffer[]::new));
        return new Response(records, overlapping);
    }

    private long lastStableOffset() {
        return open.values().stream()
                .map(transaction -> transaction.get(0).baseOffset())
                .min(Comparator.naturalOrder())
                .orElse(endOffset);
    }

    private Batch append(ByteBuffer bytes, int offsets) {
        Batch batch = new Batch(endOffset, endOffset + offsets, bytes);
        batches.add(batch);
        endOffset = batch.endOffset();
        return batch;
    }

    private SimpleRecord[] nextRecords(int count) {
        SimpleRecord[] records = new SimpleRecord[count];
        for (int index = 0; index < count; index++) {
            records[index] = new SimpleRecord(
                    written, new byte[0], Integer.toString(written++).getBytes(StandardCharsets.UTF_8));
        }
        return records;
    }
}
