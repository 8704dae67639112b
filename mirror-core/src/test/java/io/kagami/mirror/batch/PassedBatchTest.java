package io.kagami.mirror.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.batch.format.BatchLimits;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PassedBatchTest {

    private final BatchReader reader = new BatchReader(BatchLimits.defaults());
    private final CollectingSink sink = new CollectingSink();

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void keepsEveryPayloadByteAndIsValidOnceStamped(CompressionType codec) {
        ByteBuffer source = SourceBatches.plain(40, codec, SampleRecords.ofEveryShape());

        ReadProgress progress = reader.read(SourceBatches.copyOf(source), 40, 0, List.of(), sink);

        assertThat(sink.copied()).isEqualTo(RecordContent.of(source));
        OutgoingBatch batch = sink.onlyBatch();
        assertThat(batch.verdict()).isEqualTo(BatchVerdict.PASS);
        assertThat(batch.isRewritten()).isFalse();
        assertThat(payload(batch.buffer())).isEqualTo(payload(source));
        assertThat(batch.firstUpstreamOffset()).isEqualTo(40);
        assertThat(batch.nextUpstreamOffset()).isEqualTo(45);
        assertThat(progress).isEqualTo(new ReadProgress(45, 0, source.limit(), 0));
        assertThat(sink.positions).containsExactly(45L);
    }

    @Test
    void isAViewIntoTheResponse() {
        ByteBuffer response = SourceBatches.plain(0, CompressionType.ZSTD, SampleRecords.numbered(3));

        reader.read(response, 0, 0, List.of(), sink);

        sink.onlyBatch().stamp(new ProducerStamp(31, (short) 0, 0));
        assertThat(response.getLong(BatchHeader.PRODUCER_ID)).isEqualTo(31);
        assertThat(response.position()).isZero();
    }

    @Test
    void leavesItsSourceTransaction() {
        ByteBuffer source = SourceBatches.transactional(10, 99, SampleRecords.numbered(3));

        reader.read(SourceBatches.copyOf(source), 10, 0, List.of(), sink);

        assertThat(sink.copied()).isEqualTo(RecordContent.of(source));
        assertThat(sink.verdicts()).containsExactly(BatchVerdict.PASS);
    }

    @Test
    void mayHoldAHugeRecord() {
        SimpleRecord huge = SampleRecords.huge(8 << 20);
        ByteBuffer source = SourceBatches.plain(0, CompressionType.LZ4, huge);

        reader.read(SourceBatches.copyOf(source), 0, 0, List.of(), sink);

        assertThat(sink.copied()).isEqualTo(RecordContent.of(source));
    }

    @Test
    void canBeStampedAgain() {
        ByteBuffer source = SourceBatches.plain(0, CompressionType.SNAPPY, SampleRecords.numbered(20));
        reader.read(SourceBatches.copyOf(source), 0, 0, List.of(), sink);

        sink.onlyBatch().stamp(new ProducerStamp(1, (short) 0, 0));
        sink.onlyBatch().stamp(new ProducerStamp(Long.MAX_VALUE, Short.MAX_VALUE, Integer.MAX_VALUE));

        assertThat(sink.copied()).isEqualTo(RecordContent.of(source));
    }

    @Test
    void stillFailsItsChecksumIfThePayloadWasDamagedAtTheSource() {
        ByteBuffer source = SourceBatches.plain(0, CompressionType.NONE, SampleRecords.numbered(20));
        source.put(BatchHeader.SIZE + 30, (byte) (source.get(BatchHeader.SIZE + 30) ^ 1));

        reader.read(source, 0, 0, List.of(), sink);
        sink.onlyBatch().stamp(new ProducerStamp(1, (short) 0, 0));

        assertThat(isValid(sink.onlyBatch().buffer())).isFalse();
    }

    @Test
    void comesOutInTheMiddleOfAResponseWhoseBufferStartsElsewhere() {
        ByteBuffer first = SourceBatches.plain(0, CompressionType.GZIP, SampleRecords.numbered(2));
        ByteBuffer second = SourceBatches.plain(2, CompressionType.NONE, SampleRecords.numbered(3));
        ByteBuffer response = SourceBatches.response(ByteBuffer.allocate(13), first, second);

        ReadProgress progress = reader.read(response.position(13), 0, 0, List.of(), sink);

        assertThat(progress.bytesConsumed()).isEqualTo(first.limit() + second.limit());
        assertThat(sink.copied()).isEqualTo(RecordContent.of(SourceBatches.response(first, second)));
        assertThat(sink.positions).containsExactly(2L, 5L);
    }

    @Test
    void costsNoAllocationPerRecord() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ByteBuffer source = SourceBatches.plain(0, CompressionType.NONE, SampleRecords.numbered(100_000));
        ProducerStamp stamp = new ProducerStamp(1, (short) 0, 0);
        BatchSink stamping = new BatchSink() {
            @Override
            public void batch(OutgoingBatch batch) {
                batch.stamp(stamp);
            }
        };
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            reader.read(source, 0, 0, List.of(), stamping);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isLessThan(4096);
    }

    private static boolean isValid(ByteBuffer batch) {
        return MemoryRecords.readableRecords(batch).batches().iterator().next().isValid();
    }

    private static ByteBuffer payload(ByteBuffer batch) {
        return batch.slice(BatchHeader.SIZE, batch.limit() - BatchHeader.SIZE);
    }
}
