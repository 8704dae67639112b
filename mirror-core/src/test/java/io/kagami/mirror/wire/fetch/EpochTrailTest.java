package io.kagami.mirror.wire.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.offset.SourceEpoch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;

class EpochTrailTest {

    private final EpochTrail trail = new EpochTrail();

    @Test
    void knowsTheEpochOfTheRecordBeforeTheNextOne() {
        trail.read(answer(batch(0, 10, 3), batch(10, 5, 4)));

        assertThat(trail.epochBefore(15)).hasValue(4);
        assertThat(trail.epochBefore(12)).hasValue(4);
        assertThat(trail.epochBefore(10)).hasValue(3);
        assertThat(trail.epochBefore(16)).isEmpty();
    }

    @Test
    void knowsNothingBeforeTheFirstBatch() {
        trail.read(ByteBuffer.allocate(0));

        assertThat(trail.epochBefore(0)).isEmpty();
    }

    @Test
    void beginsWithWhatAnEarlierReaderKnew() {
        trail.begin(new SourceEpoch(3, 40), 50);

        assertThat(trail.epochBefore(50)).hasValue(3);
        assertThat(trail.before(50)).isEqualTo(new SourceEpoch(3, 40));
        assertThat(trail.partedAt(2, 45)).isEqualTo(40);
        assertThat(trail.partedAt(3, 45)).isEqualTo(45);
    }

    @Test
    void believesWhatItReadRatherThanWhatAnEarlierReaderKnew() {
        trail.read(answer(batch(0, 10, 3)));

        trail.begin(new SourceEpoch(2, 0), 10);

        assertThat(trail.last()).isEqualTo(new SourceEpoch(3, 0));
    }

    @Test
    void stopsAtABatchThatIsCutShort() {
        ByteBuffer whole = answer(batch(0, 10, 3), batch(10, 5, 4));

        trail.read(whole.slice(0, whole.limit() - 1));

        assertThat(trail.epochBefore(10)).hasValue(3);
    }

    @Test
    void doesNotReadOnWhereALengthMakesNoSense() {
        ByteBuffer damaged = answer(batch(0, 10, 3), batch(10, 5, 4));
        damaged.putInt(8, -5);

        trail.read(damaged);

        assertThat(trail.epochBefore(15)).isEmpty();
    }

    @Test
    void logsPartWhereTheirLastCommonEpochEndsAtTheSource() {
        trail.read(answer(batch(0, 100, 1)));

        assertThat(trail.partedAt(1, 80)).isEqualTo(80);
    }

    @Test
    void logsPartWhereAnEpochBeganThatTheSourceDoesNotHave() {
        trail.read(answer(batch(0, 40, 1), batch(40, 60, 3)));

        assertThat(trail.partedAt(2, 120)).isEqualTo(40);
    }

    @Test
    void goesBackEpochByEpochToWhereTheLogsPart() {
        trail.begin(new SourceEpoch(2, 30, new SourceEpoch(0, 0)), 50);

        assertThat(trail.partedAt(1, 40)).isEqualTo(30);
        trail.truncate(30);

        assertThat(trail.epochBefore(30)).hasValue(0);
        assertThat(trail.epochBefore(50)).isEmpty();
        assertThat(trail.partedAt(0, 20)).isEqualTo(20);
        assertThat(trail.beganBefore(30)).hasValue(0);
    }

    @Test
    void keepsTheNewestEpochs() {
        for (int epoch = 0; epoch < 40; epoch++) {
            trail.read(answer(batch(10L * epoch, 10, epoch)));
        }

        assertThat(trail.epochBefore(400 - 10 * (SourceEpoch.MOST - 1))).hasValue(40 - SourceEpoch.MOST);
        assertThat(trail.epochBefore(400 - 10 * SourceEpoch.MOST)).isEmpty();
    }

    @Test
    void aRecordWithoutAnEpochTellsNothing() {
        trail.read(answer(batch(0, 10, RecordBatch.NO_PARTITION_LEADER_EPOCH)));

        assertThat(trail.epochBefore(10)).isEmpty();
    }

    private static ByteBuffer answer(ByteBuffer... batches) {
        ByteBuffer all = ByteBuffer.allocate(1 << 20);
        for (ByteBuffer batch : batches) {
            all.put(batch);
        }
        return all.flip();
    }

    private static ByteBuffer batch(long baseOffset, int count, int epoch) {
        SimpleRecord[] records = new SimpleRecord[count];
        for (int number = 0; number < count; number++) {
            records[number] = new SimpleRecord(0L, null, "value".getBytes(StandardCharsets.UTF_8));
        }
        ByteBuffer batch = MemoryRecords.withRecords(RecordBatch.MAGIC_VALUE_V2, baseOffset, Compression.NONE, records)
                .buffer();
        return batch.putInt(BatchHeader.LEADER_EPOCH, epoch);
    }
}
