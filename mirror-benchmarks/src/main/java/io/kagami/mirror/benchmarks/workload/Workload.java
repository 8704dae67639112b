package io.kagami.mirror.benchmarks.workload;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A topic to copy.
 *
 * @param name how the command line calls it; also the topic's name
 * @param records how many records there are, over all partitions
 * @param payload values of the records; keys are always {@value #KEY_BYTES} bytes
 * @param codec the producer's {@code compression.type}
 * @param batchBytes the producer's {@code batch.size}; 0 sends every record alone
 * @param partitions of the topic
 */
public record Workload(String name, long records, Payload payload, String codec, int batchBytes, int partitions) {

    /** Length of every key in bytes: the record's number. */
    public static final int KEY_BYTES = 8;

    private static final int BATCH = 64 * 1024;

    /** All workloads there are; the first is the default. */
    public static final List<Workload> ALL = List.of(
            new Workload("1k-lz4", 2_000_000, new HalfCompressiblePayload(1024 - KEY_BYTES), "lz4", BATCH, 4),
            new Workload("100b-lz4", 10_000_000, new HalfCompressiblePayload(100 - KEY_BYTES), "lz4", BATCH, 4),
            new Workload("1k-json-zstd", 2_000_000, new JsonPayload(1024 - KEY_BYTES), "zstd", BATCH, 4),
            new Workload("100b-single", 1_000_000, new HalfCompressiblePayload(100 - KEY_BYTES), "none", 0, 4));

    public Workload {
        if (records < partitions || partitions < 1 || batchBytes < 0) {
            throw new IllegalArgumentException(records + " records over " + partitions + " partitions");
        }
    }

    /** The workload of that name, if there is one. */
    public static Optional<Workload> named(String name) {
        return ALL.stream().filter(workload -> workload.name().equals(name)).findFirst();
    }

    /** The same with another number of records. */
    public Workload withRecords(long other) {
        return new Workload(name, other, payload, codec, batchBytes, partitions);
    }

    /** Bytes of keys and values of one record: what a GB is counted in, whatever codecs make of it. */
    public int recordBytes() {
        return KEY_BYTES + payload.valueBytes();
    }

    /** One sentence for the report. */
    public String description() {
        return String.format(
                Locale.ROOT,
                "%,d records of %,d bytes (key %d, value: %s), %s, %d partitions",
                records,
                recordBytes(),
                KEY_BYTES,
                payload.description(),
                batching(),
                partitions);
    }

    private String batching() {
        String compression = codec.equals("none") ? "no compression" : codec;
        return batchBytes == 0 ? "one record per batch, " + compression : compression + " batches of 64 KB";
    }
}
