package io.kagami.mirror.source.origin;

import io.kagami.mirror.offset.origin.FlowNote;
import java.util.List;
import java.util.Set;

/**
 * Who the clusters of a flow are, and which producer ids brought records from its target to its source: batches written under them do not go
 * back.
 *
 * <p>Threading: one thread at a time; blocks.
 */
public final class Origins {

    private final String sourceId;
    private final String targetId;
    private final boolean leavesOutReturned;
    private final OriginLogs atSource;
    private final String earlyLog;

    /**
     * @param leavesOutReturned whether topics' names do not tell where records came from, but batches do
     * @param earlyLog the log the opposite flow would have had in an early build
     */
    Origins(String sourceId, String targetId, boolean leavesOutReturned, OriginLogs atSource, String earlyLog) {
        this.sourceId = sourceId;
        this.targetId = targetId;
        this.leavesOutReturned = leavesOutReturned;
        this.atSource = atSource;
        this.earlyLog = earlyLog;
    }

    String sourceId() {
        return sourceId;
    }

    String targetId() {
        return targetId;
    }

    /** What the flows into the source noted of themselves, as it was read last. */
    List<FlowNote> flowsIntoSource() {
        return atSource.flows();
    }

    /** Whether the writer of each batch is to be looked at. */
    public boolean leavesOutReturned() {
        return leavesOutReturned;
    }

    /**
     * The producer ids of all flows from the target to the source, as their logs say now. One that was met in a topic before, and is not among them,
     * never will be.
     *
     * @throws org.apache.kafka.common.KafkaException if the logs cannot be read now
     */
    Set<Long> readReturned() throws InterruptedException {
        atSource.read();
        return returned();
    }

    /** The same as they were read last. */
    Set<Long> returned() {
        return atSource.writers(/* sourceId= */ targetId, /* targetId= */ sourceId, earlyLog);
    }
}
