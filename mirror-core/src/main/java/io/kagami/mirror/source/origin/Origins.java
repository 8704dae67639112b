package io.kagami.mirror.source.origin;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.offset.origin.FlowNote;
import io.kagami.mirror.topology.Flow;
import java.util.List;
import java.util.Set;

/**
 * Who the clusters of a flow are, and which producer ids brought records from its target to its source: batches written under them do not go
 * back.
 *
 * <p>Threading: one thread at a time; blocks.
 */
public final class Origins {

    private final Flow flow;
    private final String sourceId;
    private final String targetId;
    private final boolean leavesOutReturned;
    private final OriginLogs atSource;
    private final String earlyLog;

    /**
     * @param leavesOutReturned whether topics' names do not tell where records came from, but batches do
     * @param earlyLog the log the opposite flow would have had in an early build
     */
    Origins(
            Flow flow,
            String sourceId,
            String targetId,
            boolean leavesOutReturned,
            OriginLogs atSource,
            String earlyLog) {
        this.flow = flow;
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

    /**
     * Does nothing while the source is the cluster it was when the flow was admitted.
     *
     * @param nowId the cluster id it answers with now
     * @throws LoopException if it is another one: whether that is accepted is to be found out anew
     */
    public void requireSameSource(String nowId) {
        if (!isFrom(nowId)) {
            throw new LoopException(
                    EventKind.SOURCE_REPLACED,
                    flow + " copies nothing more: " + flow.source() + " has become the cluster with the id " + nowId
                            + ", and had the id " + sourceId + " when the flow began; check where " + flow.source()
                            + ".bootstrap.servers leads");
        }
    }

    /** Whether the flow was admitted with this cluster as its source. */
    public boolean isFrom(String clusterId) {
        return clusterId.equals(sourceId);
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
