package io.kagami.mirror.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompactedReaderTest {

    private static final TopicPartition LOG = new TopicPartition("log", 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final AtomicLong seconds = new AtomicLong();
    private final List<Long> read = new ArrayList<>();
    private final CompactedReader reader = reader();

    /** Of an empty log, with a clock on which each look takes a second. */
    private CompactedReader reader() {
        consumer.updateBeginningOffsets(Map.of(LOG, 0L));
        consumer.updateEndOffsets(Map.of(LOG, 0L));
        return new CompactedReader(
                "log",
                consumer,
                () -> Duration.ofSeconds(seconds.getAndIncrement()).toNanos());
    }

    @Test
    void readsEachRecordOnceAndGoesOnWhereTheLogEnded() throws Exception {
        readToEnd();
        assertThat(read).isEmpty();

        write(0, "a");
        write(3, "b");
        readToEnd();
        write(4, "c");
        readToEnd();
        readToEnd();

        assertThat(read).containsExactly(0L, 3L, 4L);
    }

    @Test
    void readsALogAgainThatEndsBeforeThePlaceItWasReadTo() throws Exception {
        write(0, "a");
        write(5, "b");
        readToEnd();

        consumer.updateEndOffsets(Map.of(LOG, 0L));
        write(0, "c");
        write(1, "d");
        reader.readToEnd(record -> read.add(record.offset()), read::clear);
        assertThat(read).containsExactly(0L, 1L);

        write(2, "e");
        reader.readToEnd(record -> read.add(record.offset()), read::clear);
        assertThat(read).containsExactly(0L, 1L, 2L);
    }

    @Test
    void leavesRecordsWithoutAKeyOut() throws Exception {
        write(0, "a");
        write(1, null);
        write(2, "b");

        readToEnd();

        assertThat(read).containsExactly(0L, 2L);
    }

    @Test
    void doesNotWaitForeverForAnEndThatWasPromised() throws Exception {
        write(0, "a");
        consumer.updateEndOffsets(Map.of(LOG, 7L));

        assertThatThrownBy(this::readToEnd)
                .isInstanceOf(TimeoutException.class)
                .hasMessage("no records of log from offset 1 for 30 s");

        write(6, "b");
        readToEnd();
        assertThat(read).containsExactly(0L, 6L);
    }

    @Test
    void aLongWayIsNoStandstill() throws Exception {
        consumer.setMaxPollRecords(1);
        for (int offset = 0; offset < 200; offset++) {
            write(offset, "a");
        }

        readToEnd();

        assertThat(read).hasSize(200);
        assertThat(seconds.get()).isGreaterThan(100);
    }

    private void readToEnd() throws InterruptedException {
        reader.readToEnd(record -> read.add(record.offset()));
    }

    private void write(long offset, @Nullable String key) {
        consumer.addRecord(new ConsumerRecord<>(
                LOG.topic(),
                LOG.partition(),
                offset,
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                new byte[0]));
        consumer.updateEndOffsets(Map.of(LOG, offset + 1));
    }
}
