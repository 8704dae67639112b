package io.kagami.mirror.benchmarks.jmh;

import io.kagami.mirror.batch.BatchReader;
import io.kagami.mirror.batch.format.BatchLimits;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.record.internal.CompressionType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reading small batches that become one, and stamping that: per source batch. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CoalesceBenchmark {

    private static final int SINGLES = 5_000;
    private static final int SMALL = 500;
    private static final int TENS = 10;

    private final BatchReader reader = new BatchReader(BatchLimits.defaults());
    private final StampingSink sink = new StampingSink();
    private final ByteBuffer singles = Responses.of(SINGLES, 1, 100, CompressionType.NONE);
    private final ByteBuffer tens = Responses.of(SMALL, TENS, 100, CompressionType.NONE);
    private final ByteBuffer singlesLz4 = Responses.of(SINGLES, 1, 100, CompressionType.LZ4);
    private final ByteBuffer tensLz4 = Responses.of(SMALL, TENS, 100, CompressionType.LZ4);
    private final ByteBuffer tensZstd = Responses.of(SMALL, TENS, 100, CompressionType.ZSTD);

    /** One record of 100 B a batch. */
    @Benchmark
    @OperationsPerInvocation(SINGLES)
    public int uncompressedOneRecord() {
        return read(singles);
    }

    /** Ten records of 100 B a batch. */
    @Benchmark
    @OperationsPerInvocation(SMALL)
    public int uncompressedTenRecords() {
        return read(tens);
    }

    /** One record of 100 B a batch. */
    @Benchmark
    @OperationsPerInvocation(SINGLES)
    public int lz4OneRecord() {
        return read(singlesLz4);
    }

    /** Ten records of 100 B a batch. */
    @Benchmark
    @OperationsPerInvocation(SMALL)
    public int lz4TenRecords() {
        return read(tensLz4);
    }

    /** Ten records of 100 B a batch. */
    @Benchmark
    @OperationsPerInvocation(SMALL)
    public int zstdTenRecords() {
        return read(tensZstd);
    }

    private int read(ByteBuffer response) {
        reader.read(response, 0, 0, List.of(), sink);
        int batches = sink.takeCount();
        if (batches > 2) {
            throw new IllegalStateException("not merged: " + batches + " batches");
        }
        return batches;
    }
}
