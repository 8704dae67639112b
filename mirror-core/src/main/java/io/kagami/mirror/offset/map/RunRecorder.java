package io.kagami.mirror.offset.map;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Notes which records of a source partition were copied to where, and says what of that is to be stored beside the offset syncs.
 *
 * <pre>
 *   stored chunks, full  |  closed runs  [ open run )
 *                           the chunk that grows     ^ end: where the copy stands
 * </pre>
 *
 * <p>A sync tells of the open run by itself. A run is closed by the first gap behind it, so a partition without gaps closes none, stores
 * nothing more and costs nothing here.
 *
 * <p>Threading: confined to one thread; what it hands out may be encoded by another.
 */
public final class RunRecorder {

    /** So many runs are stored in one record. */
    public static final int RUNS_PER_CHUNK = 1024;

    private final ChunkRing ring;
    private final List<StoredRuns> due = new ArrayList<>();
    private Uuid topicId;
    private long openUpstream;
    private long openDownstream;
    private long openLength;
    private boolean openAfterUnknown;
    private RunsEncoder closed = new RunsEncoder();
    /**
     * Where the full chunks end; null where they are stored beyond that, or may be: then the chunk that grows must keep the pair it begins
     * with, which cuts them off.
     */
    private @Nullable Run sealed = Run.ORIGIN;

    private long number;
    private boolean grown;
    private boolean overwrote;

    /**
     * Begins with nothing.
     *
     * @param topicId of the source topic; the zero id where it is not known
     * @param mostRuns so many are kept, about; when there are more, the oldest are not exact any more
     */
    public RunRecorder(TopicPartition source, Uuid topicId, long mostRuns) {
        this.ring = new ChunkRing(source, (int) Math.max(2, mostRuns / RUNS_PER_CHUNK));
        this.topicId = topicId;
    }

    /** Goes on from what was stored before. */
    public static RunRecorder resume(TopicPartition source, OffsetMap stored, long mostRuns) {
        RunRecorder recorder = new RunRecorder(source, stored.topicId(), mostRuns);
        recorder.restore(stored);
        return recorder;
    }

    private void restore(OffsetMap stored) {
        List<StoredRuns> chunks = stored.chunks();
        ring.restore(chunks.subList(0, Math.max(0, chunks.size() - 1)), stored.anchors());
        if (!chunks.isEmpty()) {
            StoredRuns last = chunks.get(chunks.size() - 1);
            List<Run> runs = last.runs().list();
            number = chunks.stream().mapToLong(StoredRuns::number).max().orElse(0);
            sealed = number == 0 ? Run.ORIGIN : null;
            open(runs.get(0));
            runs.subList(1, runs.size()).forEach(run -> add(run, run.afterUnknown()));
            due.clear();
            grown = false;
        }
        stored.tail().list().forEach(run -> add(run, hides(run.upstream(), run.downstream())));
    }

    /** The source topic is another one now. */
    public void startOver(Uuid id) {
        if (id.equals(Uuid.ZERO_UUID)) {
            return; // not known, so it may be the same
        }
        if (!topicId.equals(Uuid.ZERO_UUID) && !topicId.equals(id)) {
            ring.clear();
            due.clear();
            open(Run.ORIGIN);
            sealed = Run.ORIGIN;
            number += closed.count() > 0 ? 1 : 0;
            closed = new RunsEncoder();
            grown = false;
        }
        topicId = id;
    }

    /** How many records before the end follow one another. */
    public long runLength() {
        return openLength;
    }

    /** How many runs there are, the stored ones included; chunks count as full. */
    public long runs() {
        return (long) ring.chunksBeside(number) * RUNS_PER_CHUNK + closed.count() + 1;
    }

    /** Whether no runs had to give way to newer ones yet, so that every offset is translated exactly. */
    public boolean isExact() {
        return ring.hasAllRuns();
    }

    /** Records were copied; those between the end and them, if any, were not. */
    public void copied(long upstream, long downstream, long records) {
        boolean isBehind = upstream >= upstreamEnd() && downstream >= downstreamEnd();
        if (!isBehind) {
            truncate(upstream, downstream);
        }
        add(upstream, downstream, records, !isBehind && hides(upstream, downstream));
    }

    /** No record from the end up to this offset of the source was copied, nor will be. */
    public void passed(long upstream) {
        if (upstream > upstreamEnd()) {
            add(upstream, downstreamEnd(), 0, false);
        }
    }

    /**
     * Copying goes on at this pair, which takes the place of what was known at or behind it. Between what was known before and the pair there
     * may be records copied to one knows not where.
     */
    public void placed(long upstream, long downstream) {
        truncate(upstream, downstream);
        add(upstream, downstream, 0, hides(upstream, downstream));
    }

    /**
     * Copying went on at this pair without notes, and the notes are to be made up for from there on.
     *
     * @return whether that can be, as it is known that the pair is true
     */
    public boolean goBackTo(long upstream, long downstream) {
        truncate(upstream, downstream);
        if (downstreamEnd() != downstream) {
            return false;
        }
        passed(upstream);
        return true;
    }

    /** What is to be stored since this was asked last, in this order and before any sync that tells of a later position. */
    public List<StoredRuns> takeDue() {
        if (due.isEmpty() && !grown) {
            return List.of();
        }
        if (grown) {
            if (closed.count() == 0) {
                takeSlot(openRun());
            }
            due.add(chunk());
        }
        grown = false;
        List<StoredRuns> taken = List.copyOf(due);
        due.clear();
        return taken;
    }

    /** Whether, since this was asked last, runs had to give way to newer ones, so that old offsets are not exact any more. */
    public boolean takeOverwrote() {
        boolean taken = overwrote;
        overwrote = false;
        return taken;
    }

    /** The first offset of the source of which nothing is noted. */
    public long upstreamEnd() {
        return openUpstream + openLength;
    }

    /** Its place in the copy, or before it. */
    public long downstreamEnd() {
        return openDownstream + openLength;
    }

    private boolean hides(long upstream, long downstream) {
        return Run.mayHide(upstreamEnd(), downstreamEnd(), upstream, downstream);
    }

    private void add(Run run, boolean afterUnknown) {
        add(run.upstream(), run.downstream(), run.length(), afterUnknown);
    }

    private void add(long upstream, long downstream, long records, boolean afterUnknown) {
        if (upstream == upstreamEnd() && downstream == downstreamEnd()) {
            openLength += records;
        } else {
            close(upstream, downstream, afterUnknown);
            openUpstream = upstream;
            openDownstream = downstream;
            openLength = records;
            openAfterUnknown = afterUnknown;
            sealIfFull();
        }
    }

    private void close(long nextUpstream, long nextDownstream, boolean nextAfterUnknown) {
        if (openLength == 0 && isSuperfluous(nextUpstream, nextDownstream, nextAfterUnknown)) {
            grown = grown || (closed.count() > 0 && hides(nextUpstream, nextDownstream));
            return;
        }
        if (closed.count() == 0) {
            takeSlot(openRun());
        }
        closed.add(openRun());
        grown = true;
    }

    private void takeSlot(Run first) {
        if (ring.take(number, first)) {
            overwrote = true;
            due.add(ring.anchors(number, topicId));
        }
    }

    /**
     * Whether an open run without records says nothing that its neighbours do not say. The first run of a chunk must tell by where it is
     * whether records are hidden before it.
     */
    private boolean isSuperfluous(long nextUpstream, long nextDownstream, boolean nextAfterUnknown) {
        Run before = sealed;
        if (closed.count() == 0 && before == null) {
            return false;
        }
        if (openUpstream == 0 && openDownstream == 0) {
            return true;
        }
        if (openAfterUnknown || nextAfterUnknown) {
            return false;
        }
        return before == null
                || closed.count() > 0
                || !Run.mayHide(before.upstreamEnd(), before.downstreamEnd(), nextUpstream, nextDownstream);
    }

    private void sealIfFull() {
        if (closed.count() >= RUNS_PER_CHUNK) {
            due.add(chunk());
            sealed = openRun().first(0);
            number++;
            closed = new RunsEncoder();
            grown = false;
        }
    }

    private StoredRuns chunk() {
        return ring.chunk(number, topicId, closed.runs(), openRun().first(0));
    }

    private Run openRun() {
        return new Run(openUpstream, openDownstream, openLength, openAfterUnknown);
    }

    private void open(Run run) {
        openUpstream = run.upstream();
        openDownstream = run.downstream();
        openLength = run.length();
        openAfterUnknown = run.afterUnknown();
    }

    private void truncate(long upstream, long downstream) {
        if (upstreamEnd() <= upstream && downstreamEnd() <= downstream) {
            return;
        }
        long stays = Math.min(upstream - openUpstream, downstream - openDownstream);
        if (stays >= 0) {
            openLength = Math.min(openLength, stays);
            return;
        }
        List<Run> kept = closed.runs().before(upstream, downstream).list();
        closed = new RunsEncoder();
        ring.release(number);
        ring.truncate(upstream, downstream);
        grown = true; // what is stored is not true any more, and would be again once newer syncs took the place of the
        // next one
        if (kept.isEmpty()) {
            sealed = number == 0 ? Run.ORIGIN : null;
            open(number == 0 ? Run.ORIGIN : new Run(upstream, downstream, 0, true));
            return;
        }
        open(kept.remove(kept.size() - 1));
        kept.forEach(closed::add);
        if (closed.count() > 0) {
            boolean unused = ring.take(number, closed.first());
        }
    }
}
