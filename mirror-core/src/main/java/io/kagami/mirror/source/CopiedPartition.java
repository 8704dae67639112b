package io.kagami.mirror.source;

import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.metrics.PartitionMeter;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.wire.ByteBudget;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * One source partition, its copy, and how far the copy goes.
 *
 * <pre>
 *   source   ...[acknowledged]  [unacknowledged]  [not fetched]...
 *                             ^                  ^
 *                        upstream           fetchOffset
 *   target   ...[acknowledged]
 *                             ^ downstream
 * </pre>
 *
 * <p>Threading: the copier's thread.
 */
final class CopiedPartition {

    /** What the partition waits for. */
    enum Stage {
        /** to learn where the copy ends */
        LOCATING,
        /** for its position to be stored before the first record is written */
        CLAIMING,
        /** for records */
        COPYING,
        /** for an operator, or for a later try */
        STOPPED
    }

    private record Unacknowledged(OutgoingBatch batch, ByteBudget.Lease memory) {}

    private final TopicPartition source;
    private final TopicPartition target;
    private final Uuid topicId;
    private final PartitionMeter meter;
    private final Deque<Unacknowledged> unacknowledged = new ArrayDeque<>();
    private Stage stage = Stage.LOCATING;
    private long upstream;
    private long downstream;
    private long fetchOffset;
    private long recordsToSkip;
    private long skipWithin;
    private long unacknowledgedBytes;
    private long lastStableOffset;

    CopiedPartition(TopicPartition source, TopicPartition target, Uuid topicId, PartitionMeter meter) {
        this.source = source;
        this.target = target;
        this.topicId = topicId;
        this.meter = meter;
    }

    TopicPartition source() {
        return source;
    }

    TopicPartition target() {
        return target;
    }

    Uuid topicId() {
        return topicId;
    }

    PartitionMeter meter() {
        return meter;
    }

    Stage stage() {
        return stage;
    }

    void enter(Stage next) {
        stage = next;
    }

    long downstream() {
        return downstream;
    }

    long fetchOffset() {
        return fetchOffset;
    }

    long recordsToSkip() {
        return recordsToSkip;
    }

    long unacknowledgedBytes() {
        return unacknowledgedBytes;
    }

    boolean nothingUnacknowledged() {
        return unacknowledged.isEmpty();
    }

    /** Places the partition: the next record to copy is the one after {@code skip} more at or after {@code upstream}. */
    void place(long upstream, long downstream, long skip) {
        dropUnacknowledged();
        this.upstream = upstream;
        this.downstream = downstream;
        this.fetchOffset = upstream;
        this.recordsToSkip = skip;
        this.skipWithin = Long.MAX_VALUE;
    }

    /** What is known to belong together now: the next source record and its place in the copy, which it may hold already. */
    Basis basis() {
        return new Basis(upstream, downstream - recordsToSkip, topicId);
    }

    OffsetSync sync() {
        return new OffsetSync(source.topic(), source.partition(), upstream, downstream - recordsToSkip);
    }

    void sent(OutgoingBatch batch, ByteBudget.Lease memory) {
        memory.share();
        if (unacknowledged.isEmpty()) {
            upstream = Math.max(upstream, batch.firstUpstreamOffset());
            recordsToSkip = 0;
        }
        unacknowledged.add(new Unacknowledged(batch, memory));
        unacknowledgedBytes += batch.sizeInBytes();
    }

    /** The fetcher may go on at {@code offset}; everything below was sent or left out. */
    void fetched(long offset, long stillToSkip) {
        fetchOffset = offset;
        recordsToSkip = stillToSkip;
        settle();
    }

    /** Whether the batch is the one whose acknowledgement is due; not so after the partition was placed anew. */
    boolean awaits(OutgoingBatch batch) {
        Unacknowledged head = unacknowledged.peek();
        return head != null && head.batch == batch;
    }

    /** The target holds the batch that was awaited, from {@code baseOffset} on. */
    void acknowledged(long baseOffset) {
        Unacknowledged head = unacknowledged.remove();
        unacknowledgedBytes -= head.batch.sizeInBytes();
        upstream = head.batch.nextUpstreamOffset();
        downstream = baseOffset + head.batch.recordCount();
        head.memory.release();
        settle();
    }

    /** What was left out after the last acknowledged batch is behind us too. */
    private void settle() {
        if (unacknowledged.isEmpty()) {
            upstream = Math.max(upstream, fetchOffset);
        }
        meter.setLagRecords(Math.max(0, lastStableOffset - upstream));
    }

    void setLastStableOffset(long lastStableOffset) {
        this.lastStableOffset = lastStableOffset;
        if (skipWithin == Long.MAX_VALUE) {
            skipWithin = lastStableOffset;
        }
        meter.setLagRecords(Math.max(0, lastStableOffset - upstream));
    }

    /** Whether all records were seen that could have been copied before, and fewer than were counted at the target. */
    boolean skippedInVain() {
        return recordsToSkip > 0 && fetchOffset >= skipWithin;
    }

    void dropUnacknowledged() {
        unacknowledged.forEach(batch -> batch.memory.release());
        unacknowledged.clear();
        unacknowledgedBytes = 0;
    }
}
