package io.kagami.mirror.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.batch.format.BatchLimits;
import io.kagami.mirror.testkit.seed.Seeded;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.common.record.internal.CompressionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Seeded.class)
class BatchCoalescerTest {

    private static final BatchLimits UNMERGED = new BatchLimits(1 << 20, 1 << 20, BatchHeader.SIZE);

    private final BatchCoalescer coalescer = new BatchCoalescer(BatchLimits.defaults());

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void makesOneOfTheSmallBatchesThatWait(CompressionType codec) {
        List<ByteBuffer> sources = List.of(
                SourceBatches.plain(0, codec, SampleRecords.ofEveryShape()),
                SourceBatches.plain(5, codec, SampleRecords.numbered(3)),
                SourceBatches.plain(9, codec, SampleRecords.numbered(1)));
        Queue<OutgoingBatch> waiting = outgoing(sources);
        List<OutgoingBatch> members = List.copyOf(waiting);

        OutgoingBatch merged = coalescer.takeFrom(waiting);

        assertThat(waiting).isEmpty();
        assertThat(contents(List.of(merged)))
                .isEqualTo(RecordContent.of(SourceBatches.response(sources.toArray(ByteBuffer[]::new))));
        assertThat(merged.verdict()).isEqualTo(BatchVerdict.MERGED);
        assertThat(merged.upstreamRuns()).hasToString("0+8 9+1");
        assertThat(merged.nextUpstreamOffset()).isEqualTo(10);
        assertThat(members).extracting(OutgoingBatch::recordCount).containsExactly(5, 3, 1);
        assertThat(members).allMatch(OutgoingBatch::ownsMemory);
    }

    @Test
    void leavesALoneOneAndALargeOneAndADamagedOneAsTheyAre() {
        ByteBuffer damaged = SourceBatches.plain(2, CompressionType.NONE, SampleRecords.numbered(1));
        damaged.put(damaged.limit() - 2, (byte) 'X');
        Queue<OutgoingBatch> waiting = outgoing(List.of(
                SourceBatches.plain(0, CompressionType.NONE, SampleRecords.numbered(1)),
                SourceBatches.plain(1, CompressionType.NONE, SampleRecords.huge(50_000)),
                damaged,
                SourceBatches.plain(3, CompressionType.NONE, SampleRecords.numbered(1)),
                SourceBatches.plain(4, CompressionType.LZ4, SampleRecords.numbered(1))));
        List<OutgoingBatch> given = List.copyOf(waiting);

        assertThat(takeAll(waiting)).isEqualTo(given);
    }

    @Test
    void keepsEveryRecordOfRandomLogsThroughMergingAndHalving(Random random) {
        for (int round = 0; round < 500; round++) {
            RandomLog log = new RandomLog(random, 1 + random.nextInt(20));
            Queue<OutgoingBatch> waiting = outgoing(log.batches);
            String offsets = offsets(waiting);

            List<OutgoingBatch> taken = takeAll(waiting);
            List<OutgoingBatch> parts = new ArrayList<>();
            for (OutgoingBatch batch : taken) {
                batch.stamp(new ProducerStamp(3, (short) 1, 17));
                parts.addAll(random.nextBoolean() ? coalescer.halve(batch) : List.of(batch));
            }

            assertThat(contents(parts)).isEqualTo(RecordContent.of(withoutMarkers(log)));
            assertThat(offsets(parts)).isEqualTo(offsets);
            assertThat(nextOffset(parts)).isEqualTo(nextOffset(taken));
        }
    }

    @Test
    void cannotHalveASingleRecordNorADamagedBatch() {
        ByteBuffer damaged = SourceBatches.plain(1, CompressionType.NONE, SampleRecords.numbered(9));
        damaged.put(damaged.limit() - 2, (byte) 'X');
        Queue<OutgoingBatch> waiting =
                outgoing(List.of(SourceBatches.plain(0, CompressionType.LZ4, SampleRecords.numbered(1)), damaged));

        for (OutgoingBatch batch : waiting) {
            assertThat(coalescer.halve(batch)).containsExactly(batch);
        }
    }

    private List<OutgoingBatch> takeAll(Queue<OutgoingBatch> waiting) {
        List<OutgoingBatch> taken = new ArrayList<>();
        while (!waiting.isEmpty()) {
            taken.add(coalescer.takeFrom(waiting));
        }
        return taken;
    }

    private static Queue<OutgoingBatch> outgoing(List<ByteBuffer> sources) {
        CollectingSink sink = new CollectingSink();
        ByteBuffer response = SourceBatches.response(sources.toArray(ByteBuffer[]::new));
        new BatchReader(UNMERGED).read(response, 0, 0, List.of(), sink);
        return new ArrayDeque<>(sink.batches);
    }

    private static long nextOffset(List<OutgoingBatch> batches) {
        return batches.isEmpty() ? 0 : batches.get(batches.size() - 1).nextUpstreamOffset();
    }

    private static ByteBuffer withoutMarkers(RandomLog log) {
        return SourceBatches.response(log.batches.stream()
                .filter(batch -> batch.get(BatchHeader.MAGIC) < 2
                        || !new BatchHeader().wrap(batch, 0).isControl())
                .toArray(ByteBuffer[]::new));
    }

    private static List<RecordContent> contents(List<OutgoingBatch> batches) {
        CollectingSink sink = new CollectingSink();
        batches.forEach(sink::batch);
        return sink.copied();
    }

    /** Every single upstream offset. */
    private static String offsets(Iterable<OutgoingBatch> batches) {
        StringBuilder offsets = new StringBuilder();
        for (OutgoingBatch batch : batches) {
            UpstreamRuns runs = batch.upstreamRuns();
            for (int run = 0; run < runs.size(); run++) {
                long first = runs.firstOffset(run);
                offsets.append(LongStream.range(first, first + runs.recordCount(run))
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(",", "", ",")));
            }
        }
        return offsets.toString();
    }
}
