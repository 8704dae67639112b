package io.kagami.mirror.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;

/** Keeps what it is given; {@link #copied()} holds each batch against what a target broker demands. */
final class CollectingSink implements BatchSink {

    final List<OutgoingBatch> batches = new ArrayList<>();
    final List<Long> positions = new ArrayList<>();
    final List<BatchVerdict> skips = new ArrayList<>();

    @Override
    public void batch(OutgoingBatch batch) {
        batches.add(batch);
    }

    @Override
    public void advancedTo(long upstreamOffsetExclusive) {
        positions.add(upstreamOffsetExclusive);
    }

    @Override
    public void skipped(BatchVerdict reason) {
        skips.add(reason);
    }

    List<BatchVerdict> verdicts() {
        return batches.stream().map(OutgoingBatch::verdict).toList();
    }

    OutgoingBatch onlyBatch() {
        assertThat(batches).hasSize(1);
        return batches.get(0);
    }

    /** The contents of all batches, each stamped and checked. */
    List<RecordContent> copied() {
        int sequence = 5;
        List<RecordContent> contents = new ArrayList<>();
        for (OutgoingBatch batch : batches) {
            batch.stamp(new ProducerStamp(4711, (short) 2, sequence));
            sequence += batch.recordCount();
            contents.addAll(acceptedByBroker(batch));
        }
        return contents;
    }

    private static List<RecordContent> acceptedByBroker(OutgoingBatch outgoing) {
        ByteBuffer bytes = outgoing.buffer();
        var batches = MemoryRecords.readableRecords(bytes).batches().iterator();
        DefaultRecordBatch batch = (DefaultRecordBatch) batches.next();
        batch.ensureValid();
        assertThat(batches.hasNext()).isFalse();
        assertThat(batch.sizeInBytes()).isEqualTo(bytes.limit());
        assertThat(batch.baseOffset()).isZero();
        assertThat(batch.partitionLeaderEpoch()).isEqualTo(RecordBatch.NO_PARTITION_LEADER_EPOCH);
        assertThat(batch.isTransactional()).isFalse();
        assertThat(batch.isControlBatch()).isFalse();
        assertThat(batch.deleteHorizonMs()).isEmpty();
        assertThat(batch.timestampType()).isEqualTo(TimestampType.CREATE_TIME);
        assertThat(batch.producerId()).isEqualTo(4711);
        long expectedOffset = 0;
        for (var record : batch) {
            assertThat(record.offset()).isEqualTo(expectedOffset++);
        }
        assertThat(expectedOffset).isEqualTo(outgoing.recordCount()).isEqualTo(batch.lastOffset() + 1);
        return RecordContent.of(bytes);
    }
}
