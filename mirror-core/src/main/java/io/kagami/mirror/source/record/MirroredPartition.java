package io.kagami.mirror.source.record;

import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.metrics.PartitionMeter;
import io.kagami.mirror.offset.OffsetSync;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
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
final class MirroredPartition {

    private final Member member;
    private final PartitionMeter meter;
    private final Deque<MirroredRecord> unsettled = new ArrayDeque<>();
    private @Nullable Long next;
    private @Nullable Long polled;
    private @Nullable OffsetSync pair;
    private @Nullable Integer epoch;
    private long downstreamEnd;

    MirroredPartition(Member member, PartitionMeter meter) {
        this.member = member;
        this.meter = meter;
    }

    Member member() {
        return member;
    }

    PartitionMeter meter() {
        return meter;
    }

    /** Everything before {@code offset} is dealt with. */
    synchronized void startAt(long offset) {
        startAt(offset, Optional.empty());
    }

    /**
     * The same.
     *
     * @param before the source's leader epoch of the record before, where it is known
     */
    synchronized void startAt(long offset, Optional<Integer> before) {
        unsettled.clear();
        epoch = before.orElse(null);
        next = offset;
        polled = offset;
    }

    /** As far as was known when it was last copied. */
    synchronized void copyEndedAt(long downstream) {
        downstreamEnd = downstream;
    }

    synchronized void polled(MirroredRecord record) {
        unsettled.add(record);
        polled = record.upstreamOffset() + 1;
        epoch = record.leaderEpoch().orElse(null);
    }

    /** Records from {@code offset} on did not get to Connect and are polled again. */
    synchronized void goBackTo(long offset) {
        unsettled.removeIf(record -> record.upstreamOffset() >= offset);
        polled = offset;
        epoch = null;
        if (next != null && next > offset) {
            next = offset;
        }
    }

    /** The consumer is at {@code position}, and {@code lag} offsets of the source lie behind it. */
    synchronized void reached(long position, long lag) {
        polled = position;
        if (unsettled.isEmpty()) {
            next = position;
        }
        meter.setLagRecords(position + lag - (next == null ? position : next));
    }

    /** A record that never gets to Connect. */
    synchronized void leftOut(long offset) {
        polled = offset + 1;
        if (unsettled.isEmpty()) {
            next = polled;
        }
    }

    synchronized void settled(MirroredRecord record, @Nullable RecordMetadata metadata) {
        if (metadata != null) {
            meter.copiedRecord(Math.max(0, metadata.serializedKeySize()) + Math.max(0, metadata.serializedValueSize()));
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

    private void pass(MirroredRecord record, OptionalLong downstream) {
        next = unsettled.isEmpty() ? polled : Long.valueOf(record.upstreamOffset() + 1);
        if (downstream.isPresent()) {
            downstreamEnd = downstream.getAsLong() + 1;
            pair = new OffsetSync(
                    member.source().topic(),
                    member.source().partition(),
                    record.upstreamOffset(),
                    downstream.getAsLong(),
                    member.topicId());
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

    /** A record and its place in the copy, if there is one later than those this returned before. */
    synchronized Optional<OffsetSync> takePair() {
        OffsetSync taken = pair;
        pair = null;
        return Optional.ofNullable(taken);
    }

    /** The pair could not be stored; unless there is a later one by now, it is due again. */
    synchronized void giveBack(OffsetSync untold) {
        if (pair == null) {
            pair = untold;
        }
    }

    /** The first offset that is not known to be dealt with. Empty before a start was found. */
    synchronized OptionalLong next() {
        return next == null ? OptionalLong.empty() : OptionalLong.of(next);
    }

    /** The source's leader epoch of the record before the next one that is polled, where it is known. */
    synchronized Optional<Integer> epoch() {
        return Optional.ofNullable(epoch);
    }

    /** The next record to be polled, and the end of the copy as far as is known. */
    synchronized EventOffsets offsets() {
        return EventOffsets.at(polled == null ? 0 : polled, downstreamEnd);
    }

    /** The first offset that was not polled. Empty before a start was found. */
    synchronized OptionalLong nextToPoll() {
        return polled == null ? OptionalLong.empty() : OptionalLong.of(polled);
    }

    /** The position to hand over when nothing more is copied; empty while Connect still holds records. */
    synchronized OptionalLong end() {
        return unsettled.isEmpty() ? next() : OptionalLong.empty();
    }
}
