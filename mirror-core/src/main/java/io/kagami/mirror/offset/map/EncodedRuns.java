package io.kagami.mirror.offset.map;

import java.util.ArrayList;
import java.util.List;

/**
 * Some runs in rising order, two to six bytes each:
 *
 * <pre>
 * gap to the run before in the source, its lowest bits "there is a gap in the copy" and "what lies between is unknown"
 * the gap in the copy, if there is one
 * length
 * </pre>
 *
 * <p>Immutable.
 */
final class EncodedRuns {

    static final EncodedRuns NONE = new RunsEncoder().runs();

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final int count;
    private final Run first;
    private final long upstreamEnd;
    private final long downstreamEnd;

    /** @param first the first of them, or where it would be */
    EncodedRuns(byte[] bytes, int from, int to, int count, Run first, long upstreamEnd, long downstreamEnd) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.count = count;
        this.first = first;
        this.upstreamEnd = upstreamEnd;
        this.downstreamEnd = downstreamEnd;
    }

    static EncodedRuns of(List<Run> runs) {
        RunsEncoder encoder = new RunsEncoder();
        runs.forEach(encoder::add);
        return encoder.runs();
    }

    /**
     * Reads them back.
     *
     * @param bytes become this object's
     * @throws IllegalArgumentException if these are not the bytes of so many runs
     */
    static EncodedRuns decode(byte[] bytes, int from, int count, long upstream, long downstream) {
        if (count < 0 || upstream < 0 || downstream < 0) {
            throw new IllegalArgumentException("not " + count + " runs from " + upstream + ", " + downstream + " on");
        }
        RunCursor cursor = new RunCursor(bytes, from, count, upstream, downstream);
        Run first = Run.ORIGIN;
        try {
            for (int run = 0; run < count; run++) {
                boolean unused = cursor.next();
                first = run == 0 ? cursor.run() : first;
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("not " + count + " runs", e);
        }
        return new EncodedRuns(
                bytes,
                from,
                cursor.position(),
                count,
                first,
                cursor.upstream() + cursor.length(),
                cursor.downstream() + cursor.length());
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    Run first() {
        return first;
    }

    long upstreamEnd() {
        return upstreamEnd;
    }

    long downstreamEnd() {
        return downstreamEnd;
    }

    int sizeInBytes() {
        return to - from;
    }

    /** Returns the position behind them. */
    int copyTo(byte[] target, int position) {
        System.arraycopy(bytes, from, target, position, to - from);
        return position + to - from;
    }

    RunCursor cursor() {
        return new RunCursor(bytes, from, count, first.upstream(), first.downstream());
    }

    List<Run> list() {
        List<Run> runs = new ArrayList<>(count);
        for (RunCursor cursor = cursor(); cursor.next(); ) {
            runs.add(cursor.run());
        }
        return runs;
    }

    /** Those that lie before both offsets, the last of them cut. */
    EncodedRuns before(long upstream, long downstream) {
        if (upstreamEnd <= upstream && downstreamEnd <= downstream) {
            return this;
        }
        RunsEncoder kept = new RunsEncoder();
        for (RunCursor cursor = cursor(); cursor.next(); ) {
            Run run = cursor.run();
            long stays = Math.min(upstream - run.upstream(), downstream - run.downstream());
            if (stays < 0) {
                break;
            }
            kept.add(stays < run.length() ? run.first(stays) : run);
        }
        return kept.runs();
    }

    /** Those that lie behind both offsets, the first of them cut. */
    EncodedRuns after(long upstream, long downstream) {
        RunsEncoder kept = new RunsEncoder();
        for (RunCursor cursor = cursor(); cursor.next(); ) {
            Run run = cursor.run();
            long gone = Math.max(0, Math.max(upstream - run.upstream(), downstream - run.downstream()));
            if (gone <= run.length()) {
                kept.add(run.without(gone));
            }
        }
        return kept.runs();
    }

    /** These and one more, which begins where they end or behind. */
    EncodedRuns followedBy(Run run) {
        List<Run> all = list();
        if (!all.isEmpty() && upstreamEnd == run.upstream() && downstreamEnd == run.downstream()) {
            Run last = all.remove(all.size() - 1);
            all.add(last.first(last.length() + run.length()));
        } else {
            all.add(run);
        }
        return of(all);
    }

    /** About half of them, evenly spread over the source's offsets, the last one included; what lies between is unknown then. */
    EncodedRuns thinned() {
        RunsEncoder kept = new RunsEncoder();
        long distance = 2 * (upstreamEnd - first.upstream()) / count;
        long next = first.upstream();
        int left = count;
        for (RunCursor cursor = cursor(); cursor.next(); ) {
            if (--left == 0 || cursor.upstream() >= next) {
                Run run = cursor.run();
                kept.add(new Run(run.upstream(), run.downstream(), run.length(), true));
                next = run.upstream() + distance;
            }
        }
        return kept.runs();
    }

    /** Just where they begin and where they end. */
    EncodedRuns bare() {
        return of(List.of(first.first(0), new Run(upstreamEnd, downstreamEnd, 0, true)));
    }
}
