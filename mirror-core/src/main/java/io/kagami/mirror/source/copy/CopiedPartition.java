package io.kagami.mirror.source.copy;

import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.metrics.PartitionMeter;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.offset.SourceEpoch;
import io.kagami.mirror.offset.map.RunRecorder;
import io.kagami.mirror.source.account.UnacknowledgedBatches;
import io.kagami.mirror.source.position.rules.Place;
import io.kagami.mirror.source.progress.Progress;
import io.kagami.mirror.source.progress.RunNotes;
import io.kagami.mirror.source.trouble.BatchCut;
import io.kagami.mirror.wire.fetch.ByteBudget;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

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
        /** for records that cannot be copied to be put aside */
        SETTING_ASIDE,
        /** for an operator, or for a later try */
        RESTING,
        /** for what is under way, as its task ends */
        LEAVING
    }

    private final TopicPartition source;
    private final TopicPartition target;
    private final Uuid topicId;
    private final PartitionMeter meter;
    private final LongFunction<Optional<SourceEpoch>> epochs;
    private final RunNotes notes;
    private final UnacknowledgedBatches unacknowledged = new UnacknowledgedBatches();
    private Stage stage = Stage.LOCATING;
    private long upstream;
    private long downstream;
    private @Nullable ProducerPosition writer;
    private @Nullable Place placed;
    private long fetchOffset;
    private long recordsToSkip;
    private int fruitlessPlacements;
    private long lastStableOffset;
    private final BatchCut cut = new BatchCut();
    private @Nullable Runnable whenDrained;
    private @Nullable OffsetSync lastTold;

    /** Asks for the source's leader epoch before an offset, and for what notes its runs. */
    CopiedPartition(
            TopicPartition source,
            TopicPartition target,
            Uuid topicId,
            PartitionMeter meter,
            LongFunction<Optional<SourceEpoch>> epochs,
            Supplier<RunRecorder> recorders) {
        this.notes = new RunNotes(source, meter, recorders);
        this.epochs = epochs;
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

    long fetchOffset() {
        return fetchOffset;
    }

    long recordsToSkip() {
        return recordsToSkip;
    }

    /** What was sent and not acknowledged yet. */
    UnacknowledgedBatches unacknowledged() {
        return unacknowledged;
    }

    long lastStableOffset() {
        return lastStableOffset;
    }

    /** How batches are cut, since the target refused some. */
    BatchCut cut() {
        return cut;
    }

    /** The next record to be acknowledged, and where the copy ends. */
    EventOffsets offsets() {
        return EventOffsets.at(upstream, downstream);
    }

    /** Does this once everything that was sent is acknowledged; not at all if the partition is placed anew before. */
    void whenDrained(Runnable action) {
        whenDrained = action;
        runIfDrained();
    }

    private void runIfDrained() {
        Runnable action = whenDrained;
        if (action != null && unacknowledged.isEmpty()) {
            whenDrained = null;
            action.run();
        }
    }

    boolean nothingUnacknowledged() {
        return unacknowledged.isEmpty();
    }

    /** Places the partition where it goes on. */
    void place(Place place) {
        dropUnacknowledged();
        placed = place;
        upstream = place.upstream();
        downstream = place.downstream();
        writer = place.writer();
        notes.place(place);
        fetchOffset = place.upstream();
        recordsToSkip = place.recordsToSkip();
        fruitlessPlacements++;
    }

    /** Nothing is left to skip: what is fetched next is copied next. */
    void endSkip() {
        dropUnacknowledged();
        upstream = fetchOffset;
        recordsToSkip = 0;
    }

    /** How often it was placed since the target last took a batch. */
    int fruitlessPlacements() {
        return fruitlessPlacements;
    }

    /** Under which sequence number the next record is written. */
    ProducerPosition writer() {
        ProducerPosition present = writer;
        if (present == null) {
            throw new IllegalStateException("not placed yet: " + source);
        }
        return present;
    }

    /**
     * The next source record, its place in the copy and its sequence number. While records are skipped, this tells of the first of
     * them as long as {@code upstream} does.
     */
    OffsetSync sync() {
        return new OffsetSync(
                source.topic(),
                source.partition(),
                upstream,
                downstream - recordsToSkip,
                topicId,
                writer().plus(-recordsToSkip),
                notes.runLength(),
                epoch(),
                notes.onlyCounts());
    }

    /** The source's leader epoch before the next record, as it was read, or as it was known when this was placed. */
    @Nullable
    SourceEpoch epoch() {
        Place known = placed;
        return epochs.apply(upstream).orElse(known != null && known.upstream() == upstream ? known.epoch() : null);
    }

    /** Whether the pair of {@link #sync} is true of the next record: not so in the midst of skipping. */
    boolean isPlain() {
        return recordsToSkip == 0;
    }

    Progress progress() {
        return new Progress(sync(), notes.takeDue());
    }

    /** The progress, if it is plain and its sync differs from the one this returned before. */
    Optional<Progress> newSync() {
        if (!isPlain()) {
            return Optional.empty();
        }
        OffsetSync present = sync();
        if (present.equals(lastTold)) {
            return Optional.empty();
        }
        lastTold = present;
        return Optional.of(new Progress(present, notes.takeDue()));
    }

    /** Records were skipped; so many were still to be skipped, these included. */
    void alreadyCopied(long firstUpstreamOffset, int records, long left) {
        notes.alreadyCopied(firstUpstreamOffset, downstream - left, records);
    }

    void sent(OutgoingBatch batch, ByteBudget.Lease memory) {
        if (unacknowledged.isEmpty()) {
            advanceTo(batch.firstUpstreamOffset());
            recordsToSkip = 0;
        }
        unacknowledged.add(batch, memory);
    }

    /** The fetcher may go on at {@code offset}; everything below was sent or left out. */
    void fetched(long offset, long stillToSkip) {
        fetchOffset = offset;
        recordsToSkip = stillToSkip;
        settle();
    }

    /** Whether the batch is the one whose acknowledgement is due; not so after the partition was placed anew. */
    boolean awaits(OutgoingBatch batch) {
        return unacknowledged.awaits(batch);
    }

    /** The target holds the batch that was awaited, from {@code baseOffset} on. */
    void acknowledged(long baseOffset) {
        OutgoingBatch head = unacknowledged.remove();
        int records = head.recordCount();
        notes.copied(head, baseOffset);
        upstream = head.nextUpstreamOffset();
        downstream = baseOffset + records;
        writer = writer().plus(records);
        fruitlessPlacements = 0;
        settle();
        runIfDrained();
    }

    /** What was left out after the last acknowledged batch is behind us too. */
    private void settle() {
        if (unacknowledged.isEmpty() && isPlain()) {
            advanceTo(fetchOffset);
        }
        meter.setLagRecords(Math.max(0, lastStableOffset - upstream));
    }

    /** What lies before was left out, or skipped as it was copied earlier. */
    private void advanceTo(long offset) {
        upstream = Math.max(upstream, offset);
        notes.passed(upstream, downstream);
    }

    void setLastStableOffset(long offset) {
        lastStableOffset = offset;
        meter.setLagRecords(Math.max(0, offset - upstream));
    }

    void dropUnacknowledged() {
        unacknowledged.clear();
        whenDrained = null;
    }
}
