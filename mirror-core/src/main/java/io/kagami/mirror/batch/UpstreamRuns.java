package io.kagami.mirror.batch;

import java.util.Arrays;

/**
 * Where the records of one outgoing batch come from: runs of consecutive upstream offsets, in rising order. A plain batch is
 * one run; transaction markers, aborted batches and records removed by compaction lie between the runs of others.
 *
 * <p>Twelve bytes a run. Immutable.
 */
public final class UpstreamRuns {

    static final UpstreamRuns NONE = new UpstreamRuns(new long[0], new int[0]);

    private final long[] firstOffsets;
    private final int[] recordCounts;

    private UpstreamRuns(long[] firstOffsets, int[] recordCounts) {
        this.firstOffsets = firstOffsets;
        this.recordCounts = recordCounts;
    }

    static UpstreamRuns one(long firstOffset, int recordCount) {
        return new UpstreamRuns(new long[] {firstOffset}, new int[] {recordCount});
    }

    /** How many runs there are, at least one of each batch. */
    public int size() {
        return firstOffsets.length;
    }

    /** Upstream offset of the first record of a run. */
    public long firstOffset(int run) {
        return firstOffsets[run];
    }

    /** How many records follow one another from there, at least one. */
    public int recordCount(int run) {
        return recordCounts[run];
    }

    /** The runs of some of the records: so many, after the first {@code skipped}. */
    UpstreamRuns part(int skipped, int count) {
        Recorder part = new Recorder();
        part.clear();
        int before = 0;
        for (int run = 0; run < size(); run++) {
            int from = Math.max(skipped - before, 0);
            int to = Math.min(skipped + count - before, recordCounts[run]);
            if (from < to) {
                part.add(firstOffsets[run] + from, to - from);
            }
            before += recordCounts[run];
        }
        return part.finish();
    }

    /** Upstream offset of the last record. */
    long lastOffset() {
        int last = size() - 1;
        return firstOffsets[last] + recordCounts[last] - 1;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int run = 0; run < size(); run++) {
            text.append(text.isEmpty() ? "" : " ").append(firstOffsets[run]);
            text.append('+').append(recordCounts[run]);
        }
        return text.toString();
    }

    /**
     * Notes offsets in rising order; can be used again after {@link #clear}.
     *
     * <p>Threading: confined to one thread.
     */
    static final class Recorder {
        private long[] firstOffsets = new long[4];
        private int[] recordCounts = new int[4];
        private int size;
        private long next;
        private int markedSize;
        private int markedCount;
        private long markedNext;

        void clear() {
            size = 0;
            mark();
        }

        void note(long offset) {
            if (size > 0 && offset == next) {
                recordCounts[size - 1]++;
                next++;
            } else {
                add(offset, 1);
            }
        }

        void addAll(UpstreamRuns runs) {
            for (int run = 0; run < runs.size(); run++) {
                if (size > 0 && runs.firstOffset(run) == next) {
                    recordCounts[size - 1] += runs.recordCount(run);
                    next += runs.recordCount(run);
                } else {
                    add(runs.firstOffset(run), runs.recordCount(run));
                }
            }
        }

        private void add(long firstOffset, int recordCount) {
            if (size == firstOffsets.length) {
                firstOffsets = Arrays.copyOf(firstOffsets, 2 * size);
                recordCounts = Arrays.copyOf(recordCounts, 2 * size);
            }
            firstOffsets[size] = firstOffset;
            recordCounts[size++] = recordCount;
            next = firstOffset + recordCount;
        }

        /** What was noted so far is what {@link #rollBack} comes back to. */
        void mark() {
            markedSize = size;
            markedCount = size == 0 ? 0 : recordCounts[size - 1];
            markedNext = next;
        }

        void rollBack() {
            size = markedSize;
            next = markedNext;
            if (size > 0) {
                recordCounts[size - 1] = markedCount;
            }
        }

        UpstreamRuns finish() {
            return new UpstreamRuns(Arrays.copyOf(firstOffsets, size), Arrays.copyOf(recordCounts, size));
        }
    }
}
