package io.kagami.mirror.batch.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.batch.SampleRecords;
import io.kagami.mirror.batch.SourceBatches;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchHeaderTest {

    static List<ByteBuffer> saysWhatKafkaReads() {
        ByteBuffer plain = SourceBatches.plain(1L << 40, CompressionType.ZSTD, SampleRecords.ofEveryShape());
        return List.of(
                plain,
                SourceBatches.compacted(plain, offset -> offset % 2 == 1),
                SourceBatches.compacted(plain, offset -> false),
                SourceBatches.logAppendTime(3, CompressionType.GZIP, SampleRecords.numbered(9)),
                SourceBatches.transactional(0, 1L << 50, SampleRecords.numbered(1)),
                SourceBatches.marker(77, 12, ControlRecordType.ABORT));
    }

    @ParameterizedTest
    @MethodSource
    void saysWhatKafkaReads(ByteBuffer batch) {
        DefaultRecordBatch kafka = (DefaultRecordBatch)
                MemoryRecords.readableRecords(batch).batches().iterator().next();
        ByteBuffer elsewhere = SourceBatches.response(ByteBuffer.allocate(9), batch);

        BatchHeader header = new BatchHeader().wrap(elsewhere, 9);

        assertThat(header.baseOffset()).isEqualTo(kafka.baseOffset());
        assertThat(header.sizeInBytes()).isEqualTo(kafka.sizeInBytes());
        assertThat(header.magic()).isEqualTo(kafka.magic());
        assertThat(header.checksum()).isEqualTo(kafka.checksum());
        assertThat(header.lastOffset()).isEqualTo(kafka.lastOffset());
        assertThat(header.recordCount()).isEqualTo(kafka.countOrNull());
        assertThat(header.producerId()).isEqualTo(kafka.producerId());
        assertThat(header.producerEpoch()).isEqualTo(kafka.producerEpoch());
        assertThat(header.baseSequence()).isEqualTo(kafka.baseSequence());
        assertThat(header.baseTimestamp()).isEqualTo(kafka.baseTimestamp());
        assertThat(header.maxTimestamp()).isEqualTo(kafka.maxTimestamp());
        assertThat(header.isControl()).isEqualTo(kafka.isControlBatch());
        assertThat(header.isTransactional()).isEqualTo(kafka.isTransactional());
        assertThat(header.isLogAppendTime()).isEqualTo(kafka.timestampType() == TimestampType.LOG_APPEND_TIME);
        assertThat(header.hasDeleteHorizon()).isEqualTo(kafka.deleteHorizonMs().isPresent());
        assertThat(header.compression()).isEqualTo(kafka.compressionType());
        assertThat(header.hasUnknownFlags()).isFalse();
    }

    @Test
    void canBeWrappedAroundOneBatchAfterTheOther() {
        ByteBuffer first = SourceBatches.plain(5, CompressionType.NONE, SampleRecords.numbered(2));
        ByteBuffer second = SourceBatches.plain(7, CompressionType.LZ4, SampleRecords.numbered(3));
        ByteBuffer both = SourceBatches.response(first, second);
        BatchHeader header = new BatchHeader();

        assertThat(header.wrap(both, 0).lastOffset()).isEqualTo(6);
        assertThat(header.wrap(both, header.sizeInBytes()).lastOffset()).isEqualTo(9);
    }
}
