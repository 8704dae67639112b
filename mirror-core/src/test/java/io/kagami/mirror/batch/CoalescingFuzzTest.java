package io.kagami.mirror.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.kagami.mirror.batch.RandomLog.Entry;
import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.batch.format.BatchLimits;
import io.kagami.mirror.testkit.seed.Seeded;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Responses of many batches, sound and damaged: {@code -Dkagami.fuzz.cases=1000000} for a long run, {@code -Dkagami.seed=…} to
 * repeat one.
 */
@ExtendWith(Seeded.class)
class CoalescingFuzzTest {

    private static final int CASES = Integer.getInteger("kagami.fuzz.cases", 20_000);
    private static final int LOGS = 200;
    private static final long MAX_ALLOCATED_BYTES = 16 << 20;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A log that is read again and again, each time from elsewhere, cut elsewhere, or damaged elsewhere. */
    private record Sample(RandomLog log, List<Entry> entries, Set<RecordContent> contents) {
        static Sample of(Random random) {
            RandomLog log = new RandomLog(random, 1 + random.nextInt(12));
            List<Entry> entries = log.entries();
            Set<RecordContent> contents = new HashSet<>();
            entries.forEach(entry -> contents.add(entry.content()));
            return new Sample(log, entries, contents);
        }
    }

    @Test
    void copiesJustWhatTheSourceHoldsHoweverItIsBatched(Random random) {
        List<Sample> samples = samples(random);
        for (int round = 0; round < CASES / 4; round++) {
            Sample sample = samples.get(random.nextInt(LOGS));
            RandomLog log = sample.log();
            long wanted = random.nextInt(3) == 0 ? random.nextInt((int) log.endOffset + 1) : 0;
            long skip = random.nextInt(3) == 0 ? random.nextInt(20) : 0;
            CollectingSink sink = new CollectingSink();
            ReadProgress progress = new ReadProgress(wanted, skip, 0, 0);
            int cut = random.nextInt(log.batches.size() + 1);
            BatchReader reader = reader(random);
            for (List<ByteBuffer> part :
                    List.of(log.batches.subList(0, cut), log.batches.subList(cut, log.batches.size()))) {
                ByteBuffer response = SourceBatches.response(part.toArray(ByteBuffer[]::new));
                progress = reader.read(response, progress.nextOffset(), progress.recordsToSkip(), List.of(), sink);
            }
            List<RecordContent> expected = sample.entries().stream()
                    .filter(entry -> entry.offset() >= wanted)
                    .skip(skip)
                    .map(Entry::content)
                    .toList();
            assertThat(sink.copied()).isEqualTo(expected);
        }
    }

    @Test
    void neverYieldsWhatWasNotInTheSourceHoweverItIsDamaged(Random random) {
        List<Sample> samples = samples(random);
        for (int round = 0; round < CASES / 2; round++) {
            Sample sample = samples.get(random.nextInt(LOGS));
            ByteBuffer damaged = Damage.some(random, sample.log().response());

            for (OutgoingBatch batch : survivors(damaged, random)) {
                if (isValid(batch)) {
                    assertThat(sample.contents()).containsAll(RecordContent.of(batch.buffer()));
                } else {
                    assertThat(batch.isRewritten()).isFalse();
                }
            }
        }
    }

    @Test
    void answersCorruptOrABatchAndNothingElseWhenTheDamageHasARightChecksum(Random random) {
        List<Sample> samples = samples(random);
        for (int round = 0; round < CASES / 4; round++) {
            List<ByteBuffer> batches =
                    new ArrayList<>(samples.get(random.nextInt(LOGS)).log().batches);
            int chosen = random.nextInt(batches.size());
            ByteBuffer hostile = Damage.some(random, batches.get(chosen));
            batches.set(chosen, hostile);
            if (hostile.limit() >= BatchHeader.SIZE) {
                SourceBatches.withValidChecksum(hostile);
            }
            ByteBuffer response = SourceBatches.response(batches.toArray(ByteBuffer[]::new));

            for (OutgoingBatch batch : survivors(response, random)) {
                assertThat(batch.recordCount()).isPositive();
                assertThat(isValid(batch) || !batch.isRewritten()).isTrue();
                if (batch.verdict() == BatchVerdict.MERGED) {
                    assertThat(recordsNamed(batch)).isEqualTo(batch.recordCount());
                }
            }
        }
    }

    /** Whatever reached the sink; anything thrown but a corrupt batch fails the test, as does a wild allocation. */
    private List<OutgoingBatch> survivors(ByteBuffer records, Random random) {
        CollectingSink sink = new CollectingSink();
        BatchReader reader = reader(random);
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            reader.read(records, random.nextInt(20), random.nextInt(3), List.of(), sink);
        } catch (CorruptBatchException expected) {
            assertThat(expected.reason()).isNotBlank();
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MAX_ALLOCATED_BYTES);
        sink.batches.forEach(batch -> batch.stamp(new ProducerStamp(1, (short) 0, 0)));
        return sink.batches;
    }

    private static BatchReader reader(Random random) {
        int maxMerged = random.nextBoolean() ? BatchLimits.DEFAULT_MAX_MERGED_BYTES : 100 + random.nextInt(5_000);
        return new BatchReader(new BatchLimits(1 << 20, 1 << 20, maxMerged));
    }

    private static int recordsNamed(OutgoingBatch batch) {
        int records = 0;
        for (int run = 0; run < batch.upstreamRuns().size(); run++) {
            records += batch.upstreamRuns().recordCount(run);
        }
        return records;
    }

    private static boolean isValid(OutgoingBatch batch) {
        DefaultRecordBatch read = (DefaultRecordBatch) MemoryRecords.readableRecords(batch.buffer())
                .batches()
                .iterator()
                .next();
        return read.isValid();
    }

    private static List<Sample> samples(Random random) {
        List<Sample> samples = new ArrayList<>();
        while (samples.size() < LOGS) {
            samples.add(Sample.of(random));
        }
        return samples;
    }
}
