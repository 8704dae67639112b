package io.kagami.mirror.offset;

/**
 * The record at {@code upstreamOffset} of a source partition is the one at {@code downstreamOffset} of its copy.
 *
 * @param topic the source's name of the topic, as MirrorMaker 2 keeps it
 */
public record OffsetSync(String topic, int partition, long upstreamOffset, long downstreamOffset) {

    public OffsetSync {
        if (topic.isEmpty()) {
            throw new IllegalArgumentException("an offset sync needs a topic");
        }
        if (partition < 0) {
            throw new IllegalArgumentException("a partition is not negative: " + partition);
        }
    }
}
