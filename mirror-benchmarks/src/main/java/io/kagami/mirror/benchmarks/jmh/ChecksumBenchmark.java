package io.kagami.mirror.benchmarks.jmh;

import io.kagami.mirror.batch.BatchReader;
import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.batch.ProducerStamp;
import io.kagami.mirror.batch.format.BatchChecksum;
import io.kagami.mirror.batch.format.BatchLimits;
import io.kagami.mirror.batch.format.Crc32cShift;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.record.internal.CompressionType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What carrying a checksum over costs, beside reading a batch of some 64 KB for a new one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChecksumBenchmark {

    private final OutgoingBatch batch = passed(Responses.of(1, 110, 1_024, CompressionType.LZ4));
    private final ByteBuffer bytes = batch.buffer();
    private final ProducerStamp stamp = new ProducerStamp(4_711, (short) 1, 1_000);
    private int checksum = 0x1234_5678;

    /** The shift alone. */
    @Benchmark
    public int shift() {
        checksum = Crc32cShift.replaceHead(checksum, 0x0F0F_0F0F, checksum, bytes.limit());
        return checksum;
    }

    /** Header, both of its checksums and the shift. */
    @Benchmark
    public OutgoingBatch stamp() {
        batch.stamp(stamp);
        return batch;
    }

    /** What the shift spares us. */
    @Benchmark
    public int wholeBatchRead() {
        return BatchChecksum.ofBatch(bytes);
    }

    private static OutgoingBatch passed(ByteBuffer response) {
        List<OutgoingBatch> read = new ArrayList<>();
        new BatchReader(BatchLimits.defaults()).read(response, 0, 0, List.of(), read::add);
        return read.get(0);
    }
}
