package io.kagami.mirror.offset.map;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Under which slot each chunk is stored. There are so many slots; once all are taken, a new chunk overwrites the oldest, of which its first
 * pair stays as an anchor.
 *
 * <p>Threading: confined to one thread.
 */
final class ChunkRing {

    private final TopicPartition source;
    private final int slots;
    private final Map<Integer, Run> firsts = new HashMap<>();
    private EncodedRuns anchors = EncodedRuns.NONE;
    private long latest = -1;

    ChunkRing(TopicPartition source, int slots) {
        if (slots < 1) {
            throw new IllegalArgumentException("a ring has a slot at least, not " + slots);
        }
        this.source = source;
        this.slots = slots;
    }

    /** How many chunks there are beside this one. */
    int chunksBeside(long number) {
        return firsts.size() - (firsts.containsKey(slot(number)) ? 1 : 0);
    }

    /** Whether no chunk had to give way. */
    boolean hasAllRuns() {
        return anchors.isEmpty();
    }

    /** Takes over what was stored before. */
    void restore(List<StoredRuns> chunks, EncodedRuns storedAnchors) {
        chunks.forEach(chunk -> firsts.put(chunk.slot(), chunk.runs().first()));
        anchors = storedAnchors;
    }

    /** Forgets all chunks: they are of another topic. */
    void clear() {
        firsts.clear();
        anchors = EncodedRuns.NONE;
    }

    /**
     * Gives a chunk its slot; it may have it already.
     *
     * @param first its first run
     * @return whether another chunk gives way, so that the anchors have to be stored first
     */
    boolean take(long number, Run first) {
        boolean isPresent = number == latest;
        latest = number;
        Run overwritten = firsts.put(slot(number), first);
        if (overwritten == null || isPresent) {
            return false;
        }
        anchors =
                anchors.before(overwritten.upstream(), overwritten.downstream()).followedBy(overwritten.asAnchor());
        if (anchors.count() > OffsetMap.MOST_ANCHORS) {
            anchors = anchors.thinned();
        }
        return true;
    }

    /** The chunk begins anew. */
    void release(long number) {
        firsts.remove(slot(number));
    }

    /** What begins behind either offset is not true any more. */
    void truncate(long upstream, long downstream) {
        firsts.values().removeIf(first -> first.upstream() > upstream || first.downstream() > downstream);
        anchors = anchors.before(upstream, downstream);
    }

    private int slot(long number) {
        return (int) (number % slots);
    }

    StoredRuns chunk(long number, Uuid topicId, EncodedRuns runs, Run rest) {
        return new StoredRuns(source, slot(number), number, topicId, runs, rest);
    }

    StoredRuns anchors(long number, Uuid topicId) {
        return new StoredRuns(source, StoredRuns.ANCHORS, number, topicId, anchors, null);
    }
}
