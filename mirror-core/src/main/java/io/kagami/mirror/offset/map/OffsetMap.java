package io.kagami.mirror.offset.map;

import io.kagami.mirror.offset.OffsetSync;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.Uuid;

/**
 * The offset map of one source partition and its copy.
 *
 * <pre>
 *   upstream     0 1 2 3 4 m 6 7 8 ...      m: a transaction marker, not copied
 *                | | | | |   | | |
 *   downstream   0 1 2 3 4   5 6 7 ...
 * </pre>
 *
 * <p>Threading: one thread; whoever reads the stored map ({@code OffsetMaps}) changes it.
 */
public final class OffsetMap {

    private final List<Run> runs = new ArrayList<>();
    private Uuid topicId = Uuid.ZERO_UUID;

    public OffsetMap() {
        runs.add(new Run(0, 0, 0, false));
    }

    /**
     * Where a reader of the copy goes on who has read the source up to an offset: at the first copied record that is at or after it in the
     * source. No copied record at or after the offset lies before the answer.
     */
    public Translation translate(long upstreamOffset) {
        requireOffset(upstreamOffset);
        int at = runs.size() - 1;
        while (runs.get(at).upstream() > upstreamOffset) {
            at--;
        }
        Run run = runs.get(at);
        if (upstreamOffset < run.upstreamEnd()) {
            return Translation.exact(run.downstream() + upstreamOffset - run.upstream());
        }
        if (at == runs.size() - 1) {
            return upstreamOffset == run.upstreamEnd()
                    ? Translation.exact(run.downstreamEnd())
                    : Translation.waiting(run.downstreamEnd());
        }
        Run next = runs.get(at + 1);
        if (!next.afterUnknown()) {
            return Translation.exact(next.downstream());
        }
        return upstreamOffset == run.upstreamEnd()
                ? Translation.exact(run.downstreamEnd())
                : Translation.between(run.downstreamEnd(), next.downstream());
    }

    /**
     * Where a reader of the source goes on who has read the copy up to an offset: at the record of the source whose copy is the first at or
     * after it. No record whose copy is at or after the offset lies before the answer.
     */
    public Translation invert(long downstreamOffset) {
        requireOffset(downstreamOffset);
        int at = runs.size() - 1;
        while (runs.get(at).downstream() > downstreamOffset) {
            at--;
        }
        Run run = runs.get(at);
        if (downstreamOffset < run.downstreamEnd()) {
            return Translation.exact(run.upstream() + downstreamOffset - run.downstream());
        }
        if (at == runs.size() - 1) {
            return downstreamOffset == run.downstreamEnd()
                    ? Translation.exact(run.upstreamEnd())
                    : Translation.waiting(run.upstreamEnd());
        }
        Run next = runs.get(at + 1);
        if (!next.afterUnknown()) {
            return Translation.exact(next.upstream());
        }
        return downstreamOffset == run.downstreamEnd()
                ? Translation.exact(run.upstreamEnd())
                : Translation.between(run.upstreamEnd(), next.upstream());
    }

    private static void requireOffset(long offset) {
        if (offset < 0) {
            throw new IllegalArgumentException("an offset is not negative: " + offset);
        }
    }

    /** Takes in a stored sync, in the order in which they were stored. */
    public void apply(OffsetSync sync) {
        if (sync.upstreamOffset() < 0 || sync.downstreamOffset() < 0) {
            return; // taken back; what was copied is still there
        }
        forgetOtherTopic(sync.topicId());
        boolean ofMirrorMaker = sync.writer() == null && sync.topicId().equals(Uuid.ZERO_UUID);
        long length = ofMirrorMaker ? 1 : sync.runLength();
        long before = sync.runLength();
        add(sync.upstreamOffset() - before, sync.downstreamOffset() - before, length);
    }

    private void forgetOtherTopic(Uuid id) {
        if (id.equals(Uuid.ZERO_UUID)) {
            return;
        }
        if (!topicId.equals(Uuid.ZERO_UUID) && !topicId.equals(id)) {
            runs.clear();
            runs.add(new Run(0, 0, 0, false));
        }
        topicId = id;
    }

    private void add(long upstream, long downstream, long length) {
        truncate(upstream, downstream);
        Run last = runs.get(runs.size() - 1);
        boolean sameUpstream = last.upstreamEnd() == upstream;
        boolean sameDownstream = last.downstreamEnd() == downstream;
        if (sameUpstream && sameDownstream) {
            runs.set(runs.size() - 1, last.first(last.length() + length));
        } else {
            runs.add(new Run(upstream, downstream, length, !sameUpstream && !sameDownstream));
        }
    }

    /** What was known at or behind either offset is not true any more. */
    private void truncate(long upstream, long downstream) {
        int last = runs.size() - 1;
        while (last > 0
                && (runs.get(last).upstream() > upstream || runs.get(last).downstream() > downstream)) {
            runs.remove(last--);
        }
        Run run = runs.get(last);
        long stays = Math.min(upstream - run.upstream(), downstream - run.downstream());
        if (stays < run.length()) {
            runs.set(last, run.first(stays));
        }
    }
}
