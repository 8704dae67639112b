package io.kagami.mirror.offset.map;

import io.kagami.mirror.offset.OffsetSync;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * The offset map of one source partition and its copy.
 *
 * <pre>
 *   upstream     0 1 2 3 4 m 6 7 8 ...      m: a transaction marker, not copied
 *                | | | | |   | | |
 *   downstream   0 1 2 3 4   5 6 7 ...
 * </pre>
 *
 * <p>It takes in what was stored, in the order in which it was: what a record says of offsets at or behind its first pair supersedes what
 * was known of them. That gives the same map whether or not older records were compacted away meanwhile. Chunks stay encoded, so that a
 * run takes some bytes; they are decoded when an offset is looked up.
 *
 * <pre>
 *   anchors  |  chunk  chunk  ...  chunk  |  tail: what syncs tell of the records behind
 * </pre>
 *
 * <p>Threading: one thread; whoever reads the stored map ({@code OffsetMaps}) changes it.
 */
public final class OffsetMap {

    /** More single pairs than this are thinned out. */
    static final int MOST_ANCHORS = 1024;

    private final boolean tailOnly;
    private final List<StoredRuns> chunks = new ArrayList<>();
    private EncodedRuns anchors = EncodedRuns.NONE;
    private EncodedRuns tail = EncodedRuns.NONE;
    private Uuid topicId = Uuid.ZERO_UUID;

    public OffsetMap() {
        this(false);
    }

    private OffsetMap(boolean tailOnly) {
        this.tailOnly = tailOnly;
    }

    /** One that keeps of all chunks but the last only where they begin and end: enough to go on recording. */
    public static OffsetMap ofTail() {
        return new OffsetMap(true);
    }

    /**
     * Where a reader of the copy goes on who has read the source up to an offset: at the first copied record that is at or after it in the
     * source. No copied record at or after the offset lies before the answer.
     */
    public Translation translate(long upstreamOffset) {
        return translate(upstreamOffset, Side.UPSTREAM);
    }

    /**
     * Where a reader of the source goes on who has read the copy up to an offset: at the record of the source whose copy is the first at or
     * after it. No record whose copy is at or after the offset lies before the answer.
     */
    public Translation invert(long downstreamOffset) {
        return translate(downstreamOffset, Side.DOWNSTREAM);
    }

    /**
     * Whether the copy holds, up to this offset, nothing but records that were copied, each of which is known. Not so where others wrote, and where
     * detail was given up.
     */
    public boolean coversCopy(long downstreamEndExclusive) {
        long covered = 0;
        for (int number = 0; number <= chunks.size() + 1; number++) {
            for (RunCursor cursor = part(number).cursor(); cursor.next(); ) {
                Run run = cursor.run();
                if (run.downstream() != covered) {
                    return false;
                }
                covered = run.downstreamEnd();
            }
        }
        return covered == downstreamEndExclusive;
    }

    /**
     * Goes back from a pair over so many copied records, or a few more: where records may lie hidden in between, they do not count.
     *
     * @param from a true pair, in the map or behind it
     * @param records at least so many
     * @param notBefore how far at most: neither offset is before those of this
     * @return the pair before those records; where the map or the limit ends before, the first pair that can be told
     */
    public KnownPair back(KnownPair from, long records, KnownPair notBefore) {
        KnownPair pair = from;
        for (int number = chunks.size() + 1; number >= 0; number--) {
            List<Run> runs =
                    part(number).before(from.upstream(), from.downstream()).list();
            for (int at = runs.size() - 1; at >= 0; at--) {
                Run run = runs.get(at);
                long outside =
                        Math.max(notBefore.upstream() - run.upstream(), notBefore.downstream() - run.downstream());
                if (outside > run.length()) {
                    return pair;
                }
                long taken = Math.min(run.length() - Math.max(0, outside), records - pair.records());
                pair = new KnownPair(run.upstreamEnd() - taken, run.downstreamEnd() - taken, pair.records() + taken);
                if (pair.records() >= records || outside > 0) {
                    return pair;
                }
            }
        }
        return pair;
    }

    private Translation translate(long offset, Side from) {
        if (offset < 0) {
            throw new IllegalArgumentException("an offset is not negative: " + offset);
        }
        int part = lastBeginningAtOrBefore(offset, from);
        if (part < 0) {
            return from.translate(offset, Run.ORIGIN, firstBehind(part, Run.ORIGIN));
        }
        RunCursor cursor = part(part).cursor();
        boolean more = cursor.next();
        while (more && from.start(cursor) <= offset) {
            more = cursor.next();
        }
        Run run = more ? cursor.runBefore() : cursor.run();
        Run behind = firstBehind(part, run);
        boolean isNext = more && (behind == null || from.start(cursor) <= from.start(behind));
        return from.translate(offset, run, isNext ? cursor.run() : behind);
    }

    /** Anchors are part 0, then come the chunks, then the tail. */
    private EncodedRuns part(int number) {
        if (number == 0) {
            return anchors;
        }
        return number <= chunks.size() ? chunks.get(number - 1).runs() : tail;
    }

    private int lastBeginningAtOrBefore(long offset, Side side) {
        int low = -1;
        int high = chunks.size() + (tail.isEmpty() ? 0 : 1);
        while (low < high) {
            int middle = low + (high - low + 1) / 2;
            EncodedRuns runs = part(middle);
            if (runs.isEmpty() || side.start(runs.first()) <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The first run of the next part; it need not be told whether records are hidden before: that is plain to see. */
    private @Nullable Run firstBehind(int part, Run before) {
        for (int next = part + 1; next <= chunks.size() + 1; next++) {
            EncodedRuns runs = part(next);
            if (!runs.isEmpty()) {
                Run first = runs.first();
                boolean hides =
                        Run.mayHide(before.upstreamEnd(), before.downstreamEnd(), first.upstream(), first.downstream());
                return new Run(first.upstream(), first.downstream(), first.length(), hides);
            }
        }
        return null;
    }

    /** Takes in a stored sync. */
    public void apply(OffsetSync sync) {
        if (sync.upstreamOffset() < 0 || sync.downstreamOffset() < 0) {
            return; // the position was taken back; what was copied is where it was
        }
        forgetOtherTopic(sync.topicId());
        if (sync.onlyCounts()) {
            return;
        }
        long upstream = sync.upstreamOffset() - sync.runLength();
        long downstream = sync.downstreamOffset() - sync.runLength();
        truncate(upstream, downstream);
        boolean hides = Run.mayHide(upstreamEnd(), downstreamEnd(), upstream, downstream);
        tail = tail.followedBy(new Run(upstream, downstream, sync.runLength(), hides));
        if (tail.count() > MOST_ANCHORS) {
            tail = tail.thinned();
        }
    }

    /** Takes in stored runs. */
    public void apply(StoredRuns stored) {
        forgetOtherTopic(stored.topicId());
        if (stored.isAnchors()) {
            anchors = stored.runs();
            return;
        }
        chunks.removeIf(stored::replaces);
        EncodedRuns runs = stored.runs();
        EncodedRuns tailBehind = tail.after(runs.upstreamEnd(), runs.downstreamEnd());
        truncate(runs.first().upstream(), runs.first().downstream());
        tail = tailBehind; // stays true until the sync comes that was stored with the chunk
        int last = chunks.size() - 1;
        if (tailOnly && last >= 0) {
            chunks.set(last, chunks.get(last).bare());
        }
        chunks.add(stored);
    }

    private void forgetOtherTopic(Uuid id) {
        if (id.equals(Uuid.ZERO_UUID) || id.equals(topicId)) {
            return;
        }
        if (!topicId.equals(Uuid.ZERO_UUID)) {
            chunks.clear();
            anchors = EncodedRuns.NONE;
            tail = EncodedRuns.NONE;
        }
        topicId = id;
    }

    /** What was known at or behind either offset is not true any more. */
    private void truncate(long upstream, long downstream) {
        tail = tail.before(upstream, downstream);
        for (int last = chunks.size() - 1; last >= 0; last--) {
            StoredRuns chunk = chunks.get(last);
            EncodedRuns runs = chunk.runs();
            EncodedRuns kept = runs.before(upstream, downstream);
            if (kept == runs) {
                return;
            }
            if (kept.isEmpty()) {
                chunks.remove(last);
            } else {
                chunks.set(last, chunk.with(kept));
            }
        }
        anchors = anchors.before(upstream, downstream);
    }

    private EncodedRuns last() {
        if (!tail.isEmpty()) {
            return tail;
        }
        return chunks.isEmpty() ? anchors : chunks.get(chunks.size() - 1).runs();
    }

    private long upstreamEnd() {
        return last().upstreamEnd();
    }

    private long downstreamEnd() {
        return last().downstreamEnd();
    }

    Uuid topicId() {
        return topicId;
    }

    EncodedRuns anchors() {
        return anchors;
    }

    /** Oldest first. */
    List<StoredRuns> chunks() {
        return List.copyOf(chunks);
    }

    EncodedRuns tail() {
        return tail;
    }

    /** How many runs it knows. */
    public long size() {
        long runs = (long) anchors.count() + tail.count();
        for (StoredRuns chunk : chunks) {
            runs += chunk.runs().count();
        }
        return runs;
    }

    /** How many bytes they take. */
    public long sizeInBytes() {
        long bytes = (long) anchors.sizeInBytes() + tail.sizeInBytes();
        for (StoredRuns chunk : chunks) {
            bytes += chunk.runs().sizeInBytes();
        }
        return bytes;
    }
}
