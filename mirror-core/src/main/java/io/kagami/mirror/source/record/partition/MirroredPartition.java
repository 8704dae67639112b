package io.kagami.mirror.source.record.partition;

import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.metrics.PartitionMeter;
import io.kagami.mirror.metrics.Resume;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.SourceEpoch;
import io.kagami.mirror.offset.map.StoredRuns;
import io.kagami.mirror.source.account.ConnectOffsets;
import io.kagami.mirror.source.progress.Progress;
import io.kagami.mirror.source.progress.RunNotes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far one partition is copied. Connect settles records in any order, as a transform may send them to several topics; only the settled
 * ones before the first unsettled one count.
 *
 * <pre>
 *   source   [settled]  [settled or not]  [not polled]
 *                     ^                  ^
 *                    next              polled
 * </pre>
 *
 * <p>Threading: thread-safe; Connect's task thread polls, its producer's thread settles.
 */
public final class MirroredPartition {

    private final Member member;
    private final PartitionMeter meter;
    private final RunNotes notes;
    private final String topicId;
    private final Deque<MirroredRecord> unsettled = new ArrayDeque<>();
    private @Nullable Long next;
    private @Nullable Long polled;
    private @Nullable Integer polledEpoch;
    private @Nullable Integer nextEpoch;
    private @Nullable OffsetSync told;
    private @Nullable Progress notStored;
    private boolean replaced;
    private long downstreamEnd;

    /** @param notes take down which record is copied to where */
    public MirroredPartition(Member member, PartitionMeter meter, RunNotes notes) {
        this.member = member;
        this.meter = meter;
        this.notes = notes;
        this.topicId = member.topicId().toString();
    }

    public Member member() {
        return member;
    }

    public PartitionMeter meter() {
        return meter;
    }

    /**
     * Copying begins, and everything before {@code offset} is dealt with.
     *
     * @param before the source's leader epoch of the record before, where it is known
     */
    public synchronized void beginAt(long offset, Optional<Integer> before) {
        polledEpoch = before.orElse(null);
        nextEpoch = polledEpoch;
        next = offset;
        polled = offset;
        notes.goesOnAt(offset);
        meter.resumed(Resume.STORED, 0);
        told = position().orElse(null);
    }

    /**
     * Reading goes on elsewhere, once everything polled so far is settled.
     *
     * @param before the source's leader epoch of the record before, where it is known
     */
    public synchronized void goOnAt(long offset, Optional<Integer> before) {
        MirroredRecord last = unsettled.peekLast();
        if (last != null) {
            last.isFollowedBy(offset);
        } else {
            reach(offset, before.orElse(null));
        }
        polledEpoch = before.orElse(null);
        polled = offset;
    }

    /** Another topic has come in the place of this one, under its name: nothing more is noted of this one. */
    public synchronized void replace() {
        replaced = true;
    }

    /** Everything before {@code offset} is settled. */
    private void reach(long offset, @Nullable Integer before) {
        next = offset;
        nextEpoch = before;
        notes.movesTo(offset);
    }

    /** What Connect is to store once the record is at the target. */
    Map<String, Object> account(ConsumerRecord<byte[], byte[]> record) {
        return ConnectOffsets.offset(record.offset(), topicId, record.leaderEpoch());
    }

    /** As far as was known when it was last copied. */
    public synchronized void copyEndedAt(long downstream) {
        downstreamEnd = downstream;
    }

    public synchronized void polled(MirroredRecord record) {
        unsettled.add(record);
        if (record.timestamp() != null) {
            meter.readRecord(record.timestamp());
        }
        polled = record.upstreamOffset() + 1;
        polledEpoch = record.leaderEpoch().orElse(null);
    }

    /** Records from {@code offset} on did not get to Connect and are polled again. */
    public synchronized void goBackTo(long offset) {
        unsettled.removeIf(record -> record.upstreamOffset() >= offset);
        polled = offset;
        polledEpoch = null;
        if (unsettled.isEmpty() && next != null && next > offset) {
            reach(offset, null);
        }
    }

    /** The consumer is at {@code position}, and {@code lag} offsets of the source lie behind it. */
    public synchronized void reached(long position, long lag) {
        if (polled == null || polled != position) {
            polled = position; // behind markers, of which it is not known in which epoch they are
            polledEpoch = null;
        }
        if (unsettled.isEmpty()) {
            reach(position, polledEpoch);
        }
        meter.setLagRecords(position + lag - (next == null ? position : next));
    }

    /** A record that never gets to Connect. */
    public synchronized void leftOut(long offset, Optional<Integer> leaderEpoch) {
        polled = offset + 1;
        polledEpoch = leaderEpoch.orElse(null);
        if (unsettled.isEmpty()) {
            reach(offset + 1, polledEpoch);
        }
    }

    public synchronized void settled(MirroredRecord record, @Nullable RecordMetadata metadata) {
        if (metadata != null) {
            count(record, Math.max(0, metadata.serializedKeySize()) + Math.max(0, metadata.serializedValueSize()));
        }
        record.setOutcome(downstream(metadata));
        for (MirroredRecord head = unsettled.peek(); head != null; head = unsettled.peek()) {
            OptionalLong downstream = head.outcome();
            if (downstream == null) {
                return;
            }
            unsettled.remove();
            pass(head, downstream);
        }
    }

    private void count(MirroredRecord record, int sizeInBytes) {
        if (record.timestamp() == null) {
            meter.copiedRecord(sizeInBytes);
        } else {
            meter.copiedRecord(sizeInBytes, record.timestamp());
        }
    }

    private void pass(MirroredRecord record, OptionalLong downstream) {
        if (replaced) {
            return;
        }
        if (downstream.isPresent()) {
            downstreamEnd = downstream.getAsLong() + 1;
            notes.copiedRecord(record.upstreamOffset(), downstream.getAsLong());
        }
        if (unsettled.isEmpty() && polled != null) {
            reach(polled, polledEpoch);
        } else {
            reach(record.nextOffset(), record.epochBeforeNext().orElse(null));
        }
    }

    /** Where the record is in the copy; empty if it was dropped, or sent elsewhere by a transform. */
    private OptionalLong downstream(@Nullable RecordMetadata metadata) {
        if (metadata == null || !metadata.hasOffset()) {
            return OptionalLong.empty();
        }
        TopicPartition place = new TopicPartition(metadata.topic(), metadata.partition());
        return place.equals(member.target()) ? OptionalLong.of(metadata.offset()) : OptionalLong.empty();
    }

    /** How far it is copied, and which runs of the offset map are to be stored before; empty if nothing is new. */
    public synchronized Optional<Progress> takeProgress() {
        return next == null || replaced ? Optional.empty() : position().flatMap(this::news);
    }

    /** Of the first offset of both logs there is nothing to tell. */
    private Optional<Progress> news(OffsetSync position) {
        List<StoredRuns> due = notes.takeDue();
        boolean isOrigin = position.upstreamOffset() == 0 && position.downstreamOffset() == 0;
        boolean isNew = !due.isEmpty() || notStored != null || !(isOrigin || position.equals(told));
        return isNew ? Optional.of(tell(position, due)) : Optional.empty();
    }

    private Progress tell(OffsetSync position, List<StoredRuns> due) {
        Progress progress = new Progress(position, due);
        Progress whole = notStored == null ? progress : progress.after(notStored);
        told = position;
        notStored = null;
        return whole;
    }

    private Optional<OffsetSync> position() {
        return notes.position(member.topicId(), settledEpoch());
    }

    private @Nullable SourceEpoch settledEpoch() {
        Long reached = next;
        Integer before = nextEpoch;
        if (reached == null || reached == 0 || before == null) {
            return null;
        }
        return new SourceEpoch(before, reached - 1);
    }

    /** It is due again, with the position it has then. */
    public synchronized void notStored(Progress untold) {
        notStored = untold;
    }

    /** The position to hand over when nothing more is copied; empty while Connect still holds records. */
    public synchronized Optional<Progress> handOver(long logEnd) {
        Long reached = next;
        if (!hasEnded() || reached == null) {
            return Optional.empty();
        }
        notes.endsAt(reached, logEnd);
        return position().map(position -> tell(position, notes.takeDue()));
    }

    /** The first offset that is not known to be dealt with. Empty before a start was found. */
    public synchronized OptionalLong next() {
        return next == null ? OptionalLong.empty() : OptionalLong.of(next);
    }

    /** The source's leader epoch of the record before the next one that is polled, where it is known. */
    public synchronized Optional<Integer> epoch() {
        return Optional.ofNullable(polledEpoch);
    }

    /** The next record to be polled, and the end of the copy as far as is known. */
    public synchronized EventOffsets offsets() {
        return EventOffsets.at(polled == null ? 0 : polled, downstreamEnd);
    }

    /** The first offset that was not polled. Empty before a start was found. */
    public synchronized OptionalLong nextToPoll() {
        return polled == null ? OptionalLong.empty() : OptionalLong.of(polled);
    }

    /** Whether Connect holds no record any more, so that the next one may be another task's. */
    public synchronized boolean hasEnded() {
        return unsettled.isEmpty() && next != null && !replaced;
    }
}
