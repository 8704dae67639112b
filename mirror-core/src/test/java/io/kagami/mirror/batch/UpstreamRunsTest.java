package io.kagami.mirror.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.batch.RandomLog.Entry;
import io.kagami.mirror.batch.format.BatchLimits;
import io.kagami.mirror.testkit.seed.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.kafka.common.record.internal.CompressionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeded.class)
class UpstreamRunsTest {

    @Test
    void nameTheOffsetOfEveryRecordOfRandomLogs(Random random) {
        for (int round = 0; round < 1_000; round++) {
            RandomLog log = new RandomLog(random, 1 + random.nextInt(30));
            long wanted = random.nextInt((int) log.endOffset + 1);
            int skip = random.nextInt(20);
            int maxMerged = 200 + random.nextInt(20_000);
            CollectingSink sink = new CollectingSink();

            new BatchReader(new BatchLimits(1 << 20, 1 << 20, maxMerged))
                    .read(log.response(), wanted, skip, List.of(), sink);

            List<Long> expected = log.entries().stream()
                    .map(Entry::offset)
                    .filter(offset -> offset >= wanted)
                    .skip(skip)
                    .toList();
            assertThat(sink.batches.stream().flatMapToLong(UpstreamRunsTest::offsets))
                    .containsExactlyElementsOf(expected);
            assertThat(sink.batches).allSatisfy(UpstreamRunsTest::assertNoRunCouldBeLonger);
        }
    }

    @Test
    void areOneForAPlainBatch() {
        CollectingSink sink = new CollectingSink();

        new BatchReader(BatchLimits.defaults())
                .read(SourceBatches.plain(40, CompressionType.LZ4, SampleRecords.numbered(12)), 0, 0, List.of(), sink);

        assertThat(sink.onlyBatch().upstreamRuns()).hasToString("40+12");
    }

    @Test
    void forgetWhatWasRolledBack() {
        UpstreamRuns.Recorder recorder = new UpstreamRuns.Recorder();
        recorder.clear();
        recorder.note(3);
        recorder.note(4);
        recorder.mark();
        recorder.note(5);
        recorder.note(9);
        recorder.rollBack();
        recorder.note(5);
        recorder.addAll(UpstreamRuns.one(6, 2));
        recorder.addAll(UpstreamRuns.one(10, 1));

        assertThat(recorder.finish()).hasToString("3+5 10+1");
    }

    private static LongStream offsets(OutgoingBatch batch) {
        UpstreamRuns runs = batch.upstreamRuns();
        List<Long> offsets = new ArrayList<>();
        for (int run = 0; run < runs.size(); run++) {
            for (int record = 0; record < runs.recordCount(run); record++) {
                offsets.add(runs.firstOffset(run) + record);
            }
        }
        return offsets.stream().mapToLong(Long::longValue);
    }

    private static void assertNoRunCouldBeLonger(OutgoingBatch batch) {
        UpstreamRuns runs = batch.upstreamRuns();
        assertThat(batch.firstUpstreamOffset()).isEqualTo(runs.firstOffset(0));
        for (int run = 1; run < runs.size(); run++) {
            assertThat(runs.firstOffset(run)).isGreaterThan(runs.firstOffset(run - 1) + runs.recordCount(run - 1));
        }
    }
}
