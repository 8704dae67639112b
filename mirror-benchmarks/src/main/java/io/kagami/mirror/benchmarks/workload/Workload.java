package io.kagami.mirror.benchmarks.workload;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A topic to copy.
 *
 * @param name how the command line calls it; also the topic's name
 * @param records how many records are written, over all partitions
 * @param payload values of the records; keys are always {@value #KEY_BYTES} bytes
 * @param batches how they lie in the log
 * @param partitions of the topic
 * @param link the way to the target
 */
public record Workload(String name, long records, Payload payload, Batches batches, int partitions, Link link) {

    /** Length of every key in bytes: the record's number. */
    public static final int KEY_BYTES = 8;

    /** Header of a batch in the log. */
    private static final int BATCH_HEADER_BYTES = 61;

    /** All workloads there are; the first is the default. */
    public static final List<Workload> ALL = List.of(
            local("1k-lz4", 2_000_000, half(1024), Batches.large("lz4")),
            local("1k-lz4-8m", 8_000_000, half(1024), Batches.large("lz4")),
            local("100b-lz4", 10_000_000, half(100), Batches.large("lz4")),
            local("1k-json-zstd", 2_000_000, new JsonPayload(1024 - KEY_BYTES), Batches.large("zstd")),
            local("100b-single", 1_000_000, half(100), Batches.ofOneRecord()),
            local("200b-transactions", 1_000_000, half(200), Batches.transactions(100, 10)),
            new Workload(
                    "1k-lz4-100ms-rtt",
                    400_000,
                    half(1024),
                    Batches.large("lz4"),
                    1,
                    Link.delayed(Duration.ofMillis(100), Duration.ofSeconds(60))));

    public Workload {
        if (records < partitions || partitions < 1) {
            throw new IllegalArgumentException(records + " records over " + partitions + " partitions");
        }
    }

    /** The workload of that name, if there is one. */
    public static Optional<Workload> named(String name) {
        return ALL.stream().filter(workload -> workload.name().equals(name)).findFirst();
    }

    /** The same with another number of records. */
    public Workload withRecords(long other) {
        return new Workload(name, other, payload, batches, partitions, link);
    }

    /** Bytes of keys and values of one record: what a GB is counted in, whatever codecs make of it. */
    public int recordBytes() {
        return KEY_BYTES + payload.valueBytes();
    }

    /** Records that are not in aborted transactions. */
    public long committedRecords() {
        return batches.committed(records);
    }

    /** What a mirror has to copy that does or does not read records of aborted transactions. */
    public CopyGoal goal(boolean readsAborted) {
        return new CopyGoal(readsAborted ? records : committedRecords(), committedRecords());
    }

    /** Fails if the log is too small for the batches it was to have: then the producer has put records together. */
    public void requireBatchesAsWanted(long logBytes) {
        if (batches.single() && logBytes < records * (BATCH_HEADER_BYTES + recordBytes())) {
            throw new IllegalStateException(name + " takes " + logBytes + " bytes, so batches hold several records");
        }
    }

    /** One sentence for the report. */
    public String description() {
        return String.format(
                Locale.ROOT,
                "%,d records of %,d bytes (key %d, value: %s), %s, %d partition%s%s",
                records,
                recordBytes(),
                KEY_BYTES,
                payload.description(),
                batches.description(),
                partitions,
                partitions == 1 ? "" : "s",
                link.description());
    }

    private static Workload local(String name, long records, Payload payload, Batches batches) {
        return new Workload(name, records, payload, batches, 4, Link.LOCAL);
    }

    private static Payload half(int recordBytes) {
        return new HalfCompressiblePayload(recordBytes - KEY_BYTES);
    }
}
