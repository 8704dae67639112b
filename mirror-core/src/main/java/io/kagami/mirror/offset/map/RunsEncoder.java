package io.kagami.mirror.offset.map;

import java.util.Arrays;

/**
 * Encodes runs as they come. What was handed out before stays as it was.
 *
 * <p>Threading: confined to one thread; what it hands out may be read by any, once it is published to them.
 */
final class RunsEncoder {

    private static final int FIRST_CAPACITY = 16;
    private static final int MOST_BYTES_PER_RUN = 3 * UnsignedVarints.MOST_BYTES;

    /** Only ever written behind {@link #size}, and replaced where it is too small. */
    private byte[] bytes = new byte[FIRST_CAPACITY];

    private int size;
    private int count;
    private Run first = Run.ORIGIN;
    private long upstreamEnd;
    private long downstreamEnd;

    void add(Run run) {
        if (count == 0) {
            first = run;
            upstreamEnd = run.upstream();
            downstreamEnd = run.downstream();
        }
        long upstreamGap = run.upstream() - upstreamEnd;
        long downstreamGap = run.downstream() - downstreamEnd;
        if (upstreamGap < 0 || downstreamGap < 0) {
            throw new IllegalArgumentException(
                    run + " begins before the end of the run before: " + upstreamEnd + ", " + downstreamEnd);
        }
        if (bytes.length - size < MOST_BYTES_PER_RUN) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length + MOST_BYTES_PER_RUN);
        }
        size = UnsignedVarints.write(RunCursor.head(upstreamGap, downstreamGap, run.afterUnknown()), bytes, size);
        if (downstreamGap > 0) {
            size = UnsignedVarints.write(downstreamGap, bytes, size);
        }
        size = UnsignedVarints.write(run.length(), bytes, size);
        upstreamEnd = run.upstreamEnd();
        downstreamEnd = run.downstreamEnd();
        count++;
    }

    int count() {
        return count;
    }

    Run first() {
        return first;
    }

    /** All runs so far. */
    EncodedRuns runs() {
        return new EncodedRuns(bytes, 0, size, count, first, upstreamEnd, downstreamEnd);
    }
}
