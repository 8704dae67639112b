package io.kagami.mirror.testkit.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RecordSetTest {

    @Test
    void aRecordIsTheSameWheneverItIsAskedFor() {
        RecordSet set = RecordSet.of("t", 4, 100);

        assertThat(set.expected(2).toArray())
                .isEqualTo(set.expected(2).toArray())
                .hasSize(25)
                .doesNotHaveDuplicates();
        assertThat(set.record(6).partition()).isEqualTo(2);
        assertThat(new String(set.record(6).value(), StandardCharsets.US_ASCII))
                .startsWith("t#6 ")
                .hasSize(100);
    }

    @Test
    void everyNthTransactionIsLeftOutOfWhatIsExpected() {
        RecordSet set = RecordSet.of("t", 1, 12).in(new Transactions(3, 2));

        assertThat(set.committed(0).toArray()).containsExactly(0, 1, 2, 6, 7, 8);
    }

    @Test
    void nullsAndRepeatedKeysComeAsAskedFor() {
        RecordSet set = RecordSet.of("t", 1, 12).shaped(new RecordShape(10, 2, 3, 4, 0));

        assertThat(LongStream.range(0, 12).filter(number -> set.record(number).key() == null))
                .containsExactly(2L, 5L, 8L, 11L);
        assertThat(LongStream.range(0, 12).filter(number -> set.record(number).value() == null))
                .containsExactly(3L, 7L, 11L);
        assertThat(set.record(0).key()).isEqualTo(set.record(4).key());
    }

    @Test
    void aFingerprintTellsEveryPartOfARecord() {
        byte[] a = {1};
        byte[] b = {2};
        RecordHeaders none = new RecordHeaders();
        RecordHeaders one = new RecordHeaders();
        one.add("h", a);

        assertThat(LongStream.of(
                                Fingerprint.of(a, b, none, 1),
                                Fingerprint.of(b, a, none, 1),
                                Fingerprint.of(a, b, none, 2),
                                Fingerprint.of(a, b, one, 1),
                                Fingerprint.of(null, b, none, 1),
                                Fingerprint.of(new byte[0], b, none, 1),
                                Fingerprint.of(a, null, none, 1),
                                Fingerprint.of(a, new byte[0], none, 1))
                        .toArray())
                .doesNotHaveDuplicates();
    }

    @Test
    void headersCarryTheNumber() {
        ProducerRecord<byte[], byte[]> record = RecordSet.of("t", 1, 300).record(258);

        assertThat(record.headers().lastHeader(RecordSet.NUMBER_HEADER).value())
                .containsExactly(0, 0, 0, 0, 0, 0, 1, 2);
    }
}
