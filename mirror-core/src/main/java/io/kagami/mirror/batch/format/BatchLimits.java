package io.kagami.mirror.batch.format;

/**
 * What a batch may cost before it is taken for damage or an attack.
 *
 * @param maxBatchBytes a declared size above this is corrupt, not a reason to wait for more bytes
 * @param maxDecodedBytes the records of one batch, decompressed, may be no larger; only batches that must be rewritten
 *     are decompressed at all
 */
public record BatchLimits(int maxBatchBytes, int maxDecodedBytes) {

    public BatchLimits {
        if (maxBatchBytes < BatchHeader.SIZE) {
            throw new IllegalArgumentException("maxBatchBytes holds not even a header: " + maxBatchBytes);
        }
        if (maxDecodedBytes < 1) {
            throw new IllegalArgumentException("maxDecodedBytes must be positive: " + maxDecodedBytes);
        }
    }

    /** Batches of up to 1 GiB, of up to 256 MiB when decompressed. */
    public static BatchLimits defaults() {
        return new BatchLimits(1 << 30, 1 << 28);
    }
}
