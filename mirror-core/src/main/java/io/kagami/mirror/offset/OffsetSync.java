package io.kagami.mirror.offset;

import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * The record at {@code upstreamOffset} of a source partition is the one at {@code downstreamOffset} of its copy.
 *
 * @param topic the source's name of the topic, as MirrorMaker 2 keeps it
 * @param topicId the source topic's id when this was true; the zero id where it is not known, as in syncs of MirrorMaker 2
 * @param writer who writes the record, and under which sequence number; null where it is not known, as in syncs of MirrorMaker 2
 * @param runLength how many records before this one were copied without a gap on either side, so that each step back in one log
 *     is a step back in the other; 0 where it is not known
 * @param epoch of the source record before this one; null where it is not known
 * @param onlyCounts whether the copy holds records of others behind the place where this one really is: so many before the downstream
 *     offset as there are, so that what the copy holds from there on is as much as was copied, but nothing can be translated by it
 */
public record OffsetSync(
        String topic,
        int partition,
        long upstreamOffset,
        long downstreamOffset,
        Uuid topicId,
        @Nullable ProducerPosition writer,
        long runLength,
        @Nullable SourceEpoch epoch,
        boolean onlyCounts) {

    public OffsetSync {
        if (topic.isEmpty()) {
            throw new IllegalArgumentException("an offset sync needs a topic");
        }
        if (partition < 0) {
            throw new IllegalArgumentException("a partition is not negative: " + partition);
        }
        if (runLength < 0) {
            throw new IllegalArgumentException("a run is not shorter than nothing: " + runLength);
        }
    }

    /** A sync that does not know the source's leader epoch. */
    public OffsetSync(
            String topic,
            int partition,
            long upstreamOffset,
            long downstreamOffset,
            Uuid topicId,
            @Nullable ProducerPosition writer,
            long runLength) {
        this(topic, partition, upstreamOffset, downstreamOffset, topicId, writer, runLength, null, false);
    }

    /** A sync that does not know who writes the copy. */
    public OffsetSync(String topic, int partition, long upstreamOffset, long downstreamOffset, Uuid topicId) {
        this(topic, partition, upstreamOffset, downstreamOffset, topicId, null, 0);
    }

    /** A sync that does not know its topic's id either: one of MirrorMaker 2's. */
    public OffsetSync(String topic, int partition, long upstreamOffset, long downstreamOffset) {
        this(topic, partition, upstreamOffset, downstreamOffset, Uuid.ZERO_UUID);
    }
}
