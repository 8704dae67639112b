package io.kagami.mirror.offset;

import org.apache.kafka.common.Uuid;

/**
 * The record at {@code upstreamOffset} of a source partition is the one at {@code downstreamOffset} of its copy.
 *
 * @param topic the source's name of the topic, as MirrorMaker 2 keeps it
 * @param topicId the source topic's id when this was true; the zero id where it is not known, as in syncs of MirrorMaker 2
 */
public record OffsetSync(String topic, int partition, long upstreamOffset, long downstreamOffset, Uuid topicId) {

    public OffsetSync {
        if (topic.isEmpty()) {
            throw new IllegalArgumentException("an offset sync needs a topic");
        }
        if (partition < 0) {
            throw new IllegalArgumentException("a partition is not negative: " + partition);
        }
    }

    /** A sync that does not know its topic's id. */
    public OffsetSync(String topic, int partition, long upstreamOffset, long downstreamOffset) {
        this(topic, partition, upstreamOffset, downstreamOffset, Uuid.ZERO_UUID);
    }
}
