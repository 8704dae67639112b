package io.kagami.mirror.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.kagami.mirror.batch.BatchReader;
import io.kagami.mirror.batch.BatchSink;
import io.kagami.mirror.batch.BatchVerdict;
import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.batch.SampleRecords;
import io.kagami.mirror.batch.SourceBatches;
import io.kagami.mirror.batch.format.BatchLimits;
import io.kagami.mirror.metrics.recent.SteppedClock;
import io.kagami.mirror.metrics.registry.ProcessMeters;
import io.kagami.mirror.topology.Flow;
import io.micrometer.core.instrument.Timer;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.ObjectName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;

class PartitionMeterTest {

    private static final long NOW = 1_700_000_000_000L;

    private final SteppedClock clock = new SteppedClock(NOW);
    private final List<Long> flowLatencies = new ArrayList<>();
    private final PartitionMeter meter = new PartitionMeter(clock, flowLatencies::add, new FlowTally());

    @Test
    void countsTheSourcesBatchesByWhatBecameOfThem() {
        ByteBuffer small = SourceBatches.plain(0, CompressionType.NONE, SampleRecords.numbered(1));
        ByteBuffer large = SourceBatches.plain(1, CompressionType.NONE, SampleRecords.huge(100_000));
        ByteBuffer gap = SourceBatches.compacted(
                SourceBatches.plain(2, CompressionType.NONE, SampleRecords.numbered(2_000)), offset -> offset % 2 == 0);
        ByteBuffer smallAgain = SourceBatches.plain(2_002, CompressionType.LZ4, SampleRecords.numbered(1));
        ByteBuffer company = SourceBatches.plain(2_003, CompressionType.LZ4, SampleRecords.numbered(1));
        ByteBuffer third = SourceBatches.plain(2_004, CompressionType.LZ4, SampleRecords.numbered(1));
        ByteBuffer marker = SourceBatches.marker(2_005, 9, ControlRecordType.COMMIT);

        read(SourceBatches.response(small, large, gap, smallAgain, company, third, marker));

        assertThat(meter.batches(BatchOutcome.PASSED)).isEqualTo(2);
        assertThat(meter.batches(BatchOutcome.REWRITTEN)).isEqualTo(1);
        assertThat(meter.batches(BatchOutcome.COALESCED)).isEqualTo(3);
        assertThat(meter.batches(BatchOutcome.SKIPPED)).isEqualTo(1);
        assertThat(meter.records()).isEqualTo(1 + 1 + 1_000 + 3);
    }

    @Test
    void takesTheAgeOfABatchFromItsFirstAndItsLatestRecord() {
        OutgoingBatch batch = batch(NOW - 500, NOW - 200);

        meter.read(batch);
        clock.advanceMs(100);
        meter.copied(batch);

        assertThat(meter.ages().most()).isEqualTo(500);
        assertThat(meter.ages().least()).isEqualTo(200);
        assertThat(meter.latencies().most()).isEqualTo(600);
        assertThat(meter.latencies().least()).isEqualTo(300);
        assertThat(meter.latencies().mean()).isEqualTo(450);
        assertThat(flowLatencies).containsExactly(600L);
    }

    @Test
    void takesNoTimeForRecordsOfTheFutureAndTellsNoneOfThoseWithoutATimestamp() {
        meter.copied(batch(NOW + 5_000, NOW + 9_000));
        meter.copied(batch(-1, -1));

        assertThat(meter.latencies().most()).isZero();
        assertThat(flowLatencies).containsExactly(0L);
        assertThat(meter.records()).isEqualTo(4);
    }

    @Test
    void isBehindSinceTheLastCopiedRecordOrSinceItWasAbreast() {
        assertThat(meter.knownLagRecords()).isEmpty();
        assertThat(meter.lagSeconds()).isEmpty();

        meter.setLagRecords(10);
        clock.advanceMs(3_000);
        assertThat(meter.lagSeconds()).as("since it is known").hasValue(3);

        meter.copied(batch(NOW - 60_000, NOW - 50_000));
        assertThat(meter.lagSeconds()).as("since the last copied record").hasValue(53);

        meter.setLagRecords(0);
        assertThat(meter.lagSeconds()).hasValue(0);
        clock.advanceMs(3_600_000);
        meter.setLagRecords(1);
        clock.advanceMs(2_000);
        assertThat(meter.lagSeconds()).as("since it was abreast, an hour after").hasValue(2);

        meter.forgetLag();
        assertThat(meter.knownLagRecords()).isEmpty();
        assertThat(meter.lagRecords()).isZero();
    }

    @Test
    void estimatesBytesByWhatWasCopied() {
        assertThat(meter.lagBytes()).hasValue(0);
        meter.setLagRecords(7);
        assertThat(meter.lagBytes()).isEmpty();

        OutgoingBatch batch = batch(NOW, NOW);
        meter.copied(batch);

        assertThat(meter.lagBytes()).hasValue(7 * (batch.sizeInBytes() / 2.0));
    }

    @Test
    void allocatesNothingForABatch() {
        Timer latency = FlowMeter.of(Flow.of("allocation", "B")).latency();
        assertThat(ProcessMeters.registry().getMeters()).contains(latency);
        PartitionMeter measured =
                new PartitionMeter(clock, millis -> latency.record(millis, TimeUnit.MILLISECONDS), new FlowTally());
        OutgoingBatch batch = batch(NOW - 500, NOW - 200);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int repeated = 0; repeated < 10_000; repeated++) {
                measured.read(batch);
                measured.copied(batch);
                measured.setLagRecords(repeated);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(least).as("bytes for 10,000 batches").isLessThan(4096);
    }

    @Test
    void showsItsFlowInJmxAndTellsItsHealth() throws Exception {
        FlowMeter flow = FlowMeter.of(Flow.of("meter-test", "B"));
        TopicPartition source = new TopicPartition("t", 0);

        assertThat(flow.health()).isEqualTo(FlowHealth.ABSENT);
        flow.taskBegins(true);
        flow.joined(source);
        flow.joined(source);
        flow.left(source);
        assertThat(flow.presentPartitions()).containsOnlyKeys(source);
        assertThat(flow.health()).isEqualTo(FlowHealth.HEALTHY);
        flow.partition(source).copied(batch(NOW, NOW));
        flow.left(source);
        flow.taskEnds();

        assertThat(flow.presentPartitions()).isEmpty();
        assertThat(ManagementFactory.getPlatformMBeanServer()
                        .getAttribute(
                                new ObjectName("io.kagami.mirror:type=Flow,source=meter-test,target=B"), "Records"))
                .isEqualTo(2L);
        assertThat(FlowHealth.of(1, 1, 3)).isEqualTo(FlowHealth.DEGRADED);
        assertThat(FlowHealth.of(1, 1, 0)).isEqualTo(FlowHealth.DOWN);
    }

    private void read(ByteBuffer response) {
        var unused = new BatchReader(BatchLimits.defaults()).read(response, 0, 0, List.of(), new BatchSink() {
            @Override
            public void batch(OutgoingBatch batch) {
                meter.copied(batch);
            }

            @Override
            public void skipped(BatchVerdict reason) {
                meter.skippedBatch();
            }
        });
    }

    private static OutgoingBatch batch(long first, long latest) {
        return SourceBatches.outgoing(SourceBatches.plain(
                0,
                CompressionType.NONE,
                new SimpleRecord(first, new byte[0], new byte[100]),
                new SimpleRecord(latest, new byte[0], new byte[100])));
    }
}
