package io.kagami.mirror.testkit.workload;

/**
 * How records are packed into batches.
 *
 * @param codec {@code none}, {@code gzip}, {@code snappy}, {@code lz4} or {@code zstd}
 * @param batchBytes most bytes of a batch; 0 sends every record alone
 * @param lingerMillis how long a batch waits for company
 */
public record WriteStyle(String codec, int batchBytes, int lingerMillis) {

    /** Batches of up to 16 KB with the codec. */
    public static WriteStyle codec(String codec) {
        return new WriteStyle(codec, 16 * 1024, 5);
    }
}
