package io.kagami.mirror.batch.format;

/**
 * What a batch may cost before it is taken for damage or an attack, and how large we make one ourselves.
 *
 * @param maxBatchBytes a declared size above this is corrupt, not a reason to wait for more bytes
 * @param maxDecodedBytes the records of one batch, decompressed, may be no larger; only batches that must be rewritten
 *     are decompressed beyond {@code maxMergedBytes}
 * @param maxMergedBytes batches are put together up to this size, and none is decoded for it to more than this; one that
 *     alone is larger stays alone
 */
public record BatchLimits(int maxBatchBytes, int maxDecodedBytes, int maxMergedBytes) {

    /** Below the default of {@code max.message.bytes}, 1,048,588, by what codecs add to records that do not compress. */
    public static final int DEFAULT_MAX_MERGED_BYTES = 1_000_000;

    public BatchLimits {
        if (maxBatchBytes < BatchHeader.SIZE) {
            throw new IllegalArgumentException("maxBatchBytes holds not even a header: " + maxBatchBytes);
        }
        if (maxDecodedBytes < 1) {
            throw new IllegalArgumentException("maxDecodedBytes must be positive: " + maxDecodedBytes);
        }
        if (maxMergedBytes < BatchHeader.SIZE) {
            throw new IllegalArgumentException("maxMergedBytes holds not even a header: " + maxMergedBytes);
        }
    }

    public BatchLimits(int maxBatchBytes, int maxDecodedBytes) {
        this(maxBatchBytes, maxDecodedBytes, DEFAULT_MAX_MERGED_BYTES);
    }

    /** The same, but for the size of merged batches. */
    public BatchLimits mergingUpTo(int bytes) {
        return new BatchLimits(maxBatchBytes, maxDecodedBytes, bytes);
    }

    /** Batches of up to 1 GiB, of up to 256 MiB when decompressed; merged ones of up to 1 MB. */
    public static BatchLimits defaults() {
        return new BatchLimits(1 << 30, 1 << 28);
    }
}
