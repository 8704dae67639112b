package io.kagami.mirror.wire.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.offset.ProducerPosition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;

class SequenceWalkTest {

    private static final long OURS = 7;
    private static final long OTHERS = 8;
    private static final ProducerPosition AT_100 = new ProducerPosition(OURS, (short) 0, 100);

    @Test
    void takesWhatGoesOnInTurnForNoRepeat() {
        SequenceWalk walk = SequenceWalk.goingOn(50, 80, AT_100);

        walk.read(log(batch(50, 10, OURS, 100), batch(60, 5, OTHERS, 0), batch(65, 15, OURS, 110)));

        assertThat(walk.isOver()).isTrue();
        assertThat(walk.late()).isZero();
        assertThat(walk.foreign()).isEqualTo(5);
        assertThat(walk.next()).isEqualTo(AT_100.at(125));
    }

    @Test
    void findsBatchesWhoseNumbersGoBackAmongOthers() {
        SequenceWalk walk = SequenceWalk.goingOn(50, 80, AT_100);

        walk.read(log(
                batch(50, 10, OURS, 100),
                batch(60, 5, OURS, 95),
                batch(65, 5, OTHERS, 0),
                batch(70, 5, OURS, 0),
                batch(75, 5, OURS, 110)));

        assertThat(walk.late()).isEqualTo(10);
        assertThat(walk.firstLateOffset()).isEqualTo(60);
        assertThat(walk.next()).isEqualTo(AT_100.at(115));
    }

    @Test
    void findsAllOfOursWhereNoneShouldBe() {
        SequenceWalk walk = SequenceWalk.withoutAny(50, 60, AT_100);

        walk.read(log(batch(50, 5, OTHERS, 0), batch(55, 5, OURS, 100)));

        assertThat(walk.late()).isEqualTo(5);
        assertThat(walk.firstLateOffset()).isEqualTo(55);
    }

    @Test
    void looksAtTheStretchAloneThoughBatchesReachBeyondIt() {
        SequenceWalk walk = SequenceWalk.goingOn(55, 65, AT_100);

        walk.read(log(batch(50, 10, OURS, 95), batch(60, 10, OTHERS, 0)));

        assertThat(walk.isOver()).isTrue();
        assertThat(walk.late()).isZero();
        assertThat(walk.next()).isEqualTo(AT_100.at(105));
        assertThat(walk.foreign()).isEqualTo(5);
    }

    @Test
    void goesOnWithTheNextAnswerWhereABatchIsCutShort() {
        SequenceWalk walk = SequenceWalk.goingOn(50, 60, AT_100);
        ByteBuffer whole = log(batch(50, 5, OURS, 100), batch(55, 5, OURS, 105));

        walk.read(whole.slice(0, whole.limit() - 1));

        assertThat(walk.offset()).isEqualTo(55);
        assertThat(walk.isOver()).isFalse();
    }

    @Test
    void countsRoundWhereNumbersBeginAgain() {
        SequenceWalk walk = SequenceWalk.goingOn(0, 10, AT_100.at(Integer.MAX_VALUE - 4));

        walk.read(log(batch(0, 5, OURS, Integer.MAX_VALUE - 4), batch(5, 5, OURS, 0)));

        assertThat(walk.late()).isZero();
        assertThat(walk.next()).isEqualTo(AT_100.at(5));
    }

    @Test
    void anotherEpochOfTheProducerIsAnotherProducer() {
        SequenceWalk walk = SequenceWalk.goingOn(0, 5, new ProducerPosition(OURS, (short) 1, 100));

        walk.read(log(batch(0, 5, OURS, 0)));

        assertThat(walk.late()).isZero();
        assertThat(walk.foreign()).isEqualTo(5);
    }

    private static ByteBuffer log(ByteBuffer... batches) {
        ByteBuffer all = ByteBuffer.allocate(1 << 16);
        for (ByteBuffer batch : batches) {
            all.put(batch);
        }
        return all.flip();
    }

    private static ByteBuffer batch(long baseOffset, int count, long producerId, int sequence) {
        SimpleRecord[] records = new SimpleRecord[count];
        for (int number = 0; number < count; number++) {
            records[number] = new SimpleRecord(0L, null, "value".getBytes(StandardCharsets.UTF_8));
        }
        return MemoryRecords.withIdempotentRecords(
                        RecordBatch.MAGIC_VALUE_V2,
                        baseOffset,
                        Compression.NONE,
                        producerId,
                        (short) 0,
                        sequence,
                        RecordBatch.NO_PARTITION_LEADER_EPOCH,
                        records)
                .buffer();
    }
}
