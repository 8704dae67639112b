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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reading and stamping batches that pass, per batch: it costs the same however many records there are in it, and however large they are. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PassBenchmark {

    private static final int BATCHES = 16;

    /** 110 of these records fill a batch of 64 KB. */
    @Param({"10", "110", "1000"})
    private int recordsPerBatch;

    private final BatchReader reader = new BatchReader(BatchLimits.defaults());
    private final StampingSink sink = new StampingSink();
    private ByteBuffer response = ByteBuffer.allocate(0);

    /** Makes the response. */
    @Setup
    public void fill() {
        response = Responses.of(BATCHES, recordsPerBatch, 1_024, CompressionType.LZ4);
    }

    /** Reads one response; batches are stamped in place, so their offsets are set again first. */
    @Benchmark
    @OperationsPerInvocation(BATCHES)
    public int readAndStamp() {
        int position = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            response.putLong(position + BatchHeader.BASE_OFFSET, (long) batch * recordsPerBatch);
            position += BatchHeader.LOG_OVERHEAD + response.getInt(position + BatchHeader.LENGTH);
        }
        reader.read(response, 0, 0, List.of(), sink);
        return sink.takeCount();
    }
}
