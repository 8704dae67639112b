package io.kagami.mirror.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.batch.format.BatchLimits;
import io.kagami.mirror.testkit.seed.Seeded;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hostile bytes: {@code -Dkagami.fuzz.cases=1000000} for a long run, {@code -Dkagami.seed=…} to repeat one. */
@ExtendWith(Seeded.class)
class BatchReaderFuzzTest {

    private static final int CASES = Integer.getInteger("kagami.fuzz.cases", 50_000);
    private static final long MAX_ALLOCATED_BYTES = 16 << 20;
    private static final List<AbortedTransaction> ABORTED = List.of(new AbortedTransaction(9, 0));

    private final BatchReader reader = new BatchReader(new BatchLimits(1 << 20, 1 << 20));
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final List<ByteBuffer> seeds = seedBatches();
    private final List<Set<RecordContent>> contents =
            seeds.stream().map(seed -> Set.copyOf(RecordContent.of(seed))).toList();

    @Test
    void neverYieldsWhatWasNotInTheSourceHoweverItIsDamaged(Random random) {
        for (int round = 0; round < CASES / 2; round++) {
            int chosen = random.nextInt(seeds.size());
            ByteBuffer source = seeds.get(chosen);
            Set<RecordContent> known = contents.get(chosen);

            for (OutgoingBatch batch : survivors(Damage.some(random, source), random)) {
                if (isValid(batch)) {
                    assertThat(known).containsAll(RecordContent.of(batch.buffer()));
                }
            }
        }
    }

    @Test
    void answersCorruptOrABatchAndNothingElseWhenTheDamageHasARightChecksum(Random random) {
        for (int round = 0; round < CASES / 2; round++) {
            ByteBuffer hostile = Damage.some(random, seeds.get(random.nextInt(seeds.size())));
            if (hostile.limit() >= BatchHeader.SIZE) {
                SourceBatches.withValidChecksum(hostile);
            }
            for (OutgoingBatch batch : survivors(hostile, random)) {
                assertThat(batch.recordCount()).isPositive();
                // What is passed is not read: whether it is sound is for the target's broker to say.
                assertThat(isValid(batch) || !batch.isRewritten()).isTrue();
            }
        }
    }

    @Test
    void readsNoBatchFromNoise(Random random) {
        for (int round = 0; round < CASES / 5; round++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            assertThat(survivors(ByteBuffer.wrap(noise), random)).isEmpty();
        }
    }

    /** Whatever reached the sink; anything thrown but a corrupt batch fails the test, as does a wild allocation. */
    private List<OutgoingBatch> survivors(ByteBuffer records, Random random) {
        CollectingSink sink = new CollectingSink();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            reader.read(records, random.nextInt(20), random.nextInt(3), ABORTED, sink);
        } catch (CorruptBatchException expected) {
            assertThat(expected.reason()).isNotBlank();
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MAX_ALLOCATED_BYTES);
        sink.batches.forEach(batch -> batch.stamp(new ProducerStamp(1, (short) 0, 0)));
        return sink.batches;
    }

    private static boolean isValid(OutgoingBatch batch) {
        return MemoryRecords.readableRecords(batch.buffer())
                .batches()
                .iterator()
                .next()
                .isValid();
    }

    private static List<ByteBuffer> seedBatches() {
        List<ByteBuffer> batches = new ArrayList<>();
        for (CompressionType codec : CompressionType.values()) {
            ByteBuffer plain = SourceBatches.plain(10, codec, SampleRecords.ofEveryShape());
            batches.add(plain);
            batches.add(SourceBatches.compacted(plain, offset -> offset != 12));
            batches.add(SourceBatches.logAppendTime(10, codec, SampleRecords.numbered(30)));
            if (codec != CompressionType.ZSTD) {
                batches.add(SourceBatches.legacy(
                        (byte) 1, 10, codec, TimestampType.CREATE_TIME, SampleRecords.numbered(10)));
                batches.add(SourceBatches.legacy(
                        (byte) 0, 10, codec, TimestampType.NO_TIMESTAMP_TYPE, SampleRecords.numbered(10)));
            }
        }
        batches.add(SourceBatches.marker(10, 9, ControlRecordType.ABORT));
        batches.add(SourceBatches.transactional(10, 9, SampleRecords.numbered(3)));
        batches.add(SourceBatches.response(
                SourceBatches.plain(10, CompressionType.LZ4, SampleRecords.numbered(3)),
                SourceBatches.marker(13, 9, ControlRecordType.ABORT),
                SourceBatches.plain(14, CompressionType.NONE, SampleRecords.numbered(3))));
        return batches;
    }
}
