package io.kagami.mirror.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.batch.format.BatchHeader;
import java.nio.ByteBuffer;
import org.apache.kafka.common.record.internal.CompressionType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchVerdictTest {

    private static final long BASE = 100;

    @ParameterizedTest(name = "{0}: attributes {1}, count {2}, wanted {3}, skip {4}, aborted {5}")
    @CsvSource({
        // verdict, attributes, count of 10 offsets, wanted, to skip, aborted
        "PASS,            0x00, 10, 100,  0, false",
        "PASS,            0x14, 10,  50,  0, false",
        "BELOW_WANTED,    0x00, 10, 110,  0, false",
        "BELOW_WANTED,    0x20, 10, 110,  5, true",
        "CONTROL,         0x30,  1, 100,  0, false",
        "CONTROL,         0x30,  1, 100,  9, true",
        "ABORTED,         0x10, 10, 100,  0, true",
        "ABORTED,         0x18,  4, 105, 99, true",
        "EMPTY,           0x00,  0, 100,  0, false",
        "EMPTY,           0x08,  0, 105,  1, false",
        "ALREADY_COPIED,  0x00, 10, 100, 10, false",
        "ALREADY_COPIED,  0x48,  4,  90,  5, false",
        "CUT,             0x00, 10, 100,  9, false",
        "CUT,             0x00, 10, 101,  0, false",
        "CUT,             0x00, 10, 109, 99, false",
        "GAPS,            0x00,  9, 100,  0, false",
        "GAPS,            0x48,  1,   0,  0, false",
        "LOG_APPEND_TIME, 0x08, 10, 100,  0, false",
        "LOG_APPEND_TIME, 0x49, 10, 100,  0, false",
        "DELETE_HORIZON,  0x43, 10, 100,  0, false",
        "UNKNOWN_FLAGS,   0x80, 10, 100,  0, false",
        "UNKNOWN_FLAGS, 0x8000, 10, 100,  0, false",
    })
    void followsFromHeaderAndPosition(
            BatchVerdict expected, String attributes, int count, long wanted, long toSkip, boolean aborted) {
        BatchHeader header = header((byte) 2, Integer.decode(attributes).shortValue(), count);

        assertThat(BatchVerdict.of(header, wanted, toSkip, aborted)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"OLD_MAGIC, 0, 100", "OLD_MAGIC, 1, 50", "BELOW_WANTED, 1, 101"})
    void sendsOldFormatsToTheRewrite(BatchVerdict expected, byte magic, long wanted) {
        BatchHeader header = header(magic, (short) 0x7f, 0);

        assertThat(BatchVerdict.of(header, wanted, 3, false)).isEqualTo(expected);
    }

    private static BatchHeader header(byte magic, short attributes, int count) {
        ByteBuffer batch = SourceBatches.plain(BASE, CompressionType.NONE, SampleRecords.numbered(10));
        batch.put(BatchHeader.MAGIC, magic);
        batch.putShort(BatchHeader.ATTRIBUTES, attributes);
        batch.putInt(BatchHeader.RECORD_COUNT, count);
        return new BatchHeader().wrap(batch, 0);
    }
}
