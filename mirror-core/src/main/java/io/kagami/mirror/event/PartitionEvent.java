package io.kagami.mirror.event;

import io.kagami.mirror.topology.Flow;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;

/**
 * Something went wrong with one partition.
 *
 * @param policy what is done about it
 * @param source the partition at the source
 * @param message what happened, in this case
 */
public record PartitionEvent(
        EventKind kind,
        EventPolicy policy,
        Flow flow,
        TopicPartition source,
        EventOffsets offsets,
        String message,
        Instant time) {

    /** Whether the partition copies nothing until this is over. */
    public boolean makesSick() {
        return policy == EventPolicy.FAIL;
    }

    /** For a log or a status: what, where, and what to do. */
    public String line() {
        return kind.key() + ": " + message + ". " + kind.advice() + " policy=" + policy.key() + " flow=" + flow
                + " topic="
                + source.topic() + " partition=" + source.partition() + " upstreamOffset=" + offsets.upstream()
                + (offsets.upstreamEndExclusive() > offsets.upstream()
                        ? " upstreamLastOffset=" + (offsets.upstreamEndExclusive() - 1)
                        : "")
                + " downstreamOffset=" + offsets.downstream();
    }
}
