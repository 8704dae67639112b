package io.kagami.mirror.offset.map;

/**
 * Walks over encoded runs without making objects of them.
 *
 * <p>Threading: confined to one thread.
 */
final class RunCursor {

    private static final int FLAG_BITS = 2;
    static final int AFTER_UNKNOWN = 1;
    static final int DOWNSTREAM_GAP = 2;

    private final byte[] bytes;
    private int position;
    private int left;
    private long upstream;
    private long downstream;
    private long length;
    private boolean afterUnknown;
    private long lengthBefore;
    private long gapUpstream;
    private long gapDownstream;
    private boolean beforeAfterUnknown;

    /** Stands before the first of so many runs, which begins at these offsets. */
    RunCursor(byte[] bytes, int position, int count, long upstream, long downstream) {
        this.bytes = bytes;
        this.position = position;
        this.left = count;
        this.upstream = upstream;
        this.downstream = downstream;
    }

    /** Goes on to the next run, if there is one. */
    boolean next() {
        if (left == 0) {
            return false;
        }
        left--;
        long head = number();
        gapUpstream = head >>> FLAG_BITS;
        gapDownstream = (head & DOWNSTREAM_GAP) == 0 ? 0 : number();
        lengthBefore = length;
        beforeAfterUnknown = afterUnknown;
        upstream += length + gapUpstream;
        downstream += length + gapDownstream;
        afterUnknown = (head & AFTER_UNKNOWN) != 0;
        length = number();
        return true;
    }

    private long number() {
        byte first = bytes[position];
        if (first >= 0) {
            position++;
            return first;
        }
        long number = UnsignedVarints.read(bytes, position);
        position += UnsignedVarints.sizeAt(bytes, position);
        return number;
    }

    static long head(long upstreamGap, long downstreamGap, boolean afterUnknown) {
        return (upstreamGap << FLAG_BITS)
                | (downstreamGap > 0 ? DOWNSTREAM_GAP : 0)
                | (afterUnknown ? AFTER_UNKNOWN : 0);
    }

    /** Where the run that was read ends, in the bytes. */
    int position() {
        return position;
    }

    long upstream() {
        return upstream;
    }

    long downstream() {
        return downstream;
    }

    long length() {
        return length;
    }

    Run run() {
        return new Run(upstream, downstream, length, afterUnknown);
    }

    /** The run before the present one. */
    Run runBefore() {
        return new Run(
                upstream - gapUpstream - lengthBefore,
                downstream - gapDownstream - lengthBefore,
                lengthBefore,
                beforeAfterUnknown);
    }
}
