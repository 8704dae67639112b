package io.kagami.mirror.benchmarks.jmh;

import io.kagami.mirror.batch.BatchReader;
import io.kagami.mirror.batch.format.BatchHeader;
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

/** Reading and stamping batches of some 64 KB that pass, per batch: what a large record costs us is what its batch costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PassBenchmark {

    private static final int BATCHES = 16;
    private static final int RECORDS_PER_BATCH = 110;

    private final BatchReader reader = new BatchReader(BatchLimits.defaults());
    private final StampingSink sink = new StampingSink();
    private final ByteBuffer response = Responses.of(BATCHES, RECORDS_PER_BATCH, 1_024, CompressionType.LZ4);

    /** Reads one response; batches are stamped in place, so their offsets are set again first. */
    @Benchmark
    @OperationsPerInvocation(BATCHES)
    public int readAndStamp() {
        int position = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            response.putLong(position + BatchHeader.BASE_OFFSET, (long) batch * RECORDS_PER_BATCH);
            position += BatchHeader.LOG_OVERHEAD + response.getInt(position + BatchHeader.LENGTH);
        }
        reader.read(response, 0, 0, List.of(), sink);
        return sink.takeCount();
    }
}
