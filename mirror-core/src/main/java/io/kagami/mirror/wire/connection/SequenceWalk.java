package io.kagami.mirror.wire.connection;

import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.offset.ProducerPosition;
import java.nio.ByteBuffer;

/**
 * Looks through a stretch of a log for records that one producer wrote out of turn: each of its batches bears a sequence number (KIP-98), and
 * one that goes back, or is not expected at all, is of a request that came late. Reads headers alone.
 *
 * <p>A step forward is taken for one of the producer's own as long as it is not longer than the stretch: some of what it wrote may lie before.
 *
 * <p>Threading: one thread at a time.
 */
public final class SequenceWalk {

    private final long end;
    private final long length;
    private final boolean expectsSome;
    private final BatchHeader header = new BatchHeader();
    private ProducerPosition next;
    private long offset;
    private long late;
    private long firstLate;
    private long foreign;

    private SequenceWalk(long from, long end, ProducerPosition next, boolean expectsSome) {
        this.offset = from;
        this.end = end;
        this.length = end - from;
        this.next = next;
        this.expectsSome = expectsSome;
    }

    /** A stretch in which the producer may have gone on, its next record being {@code next} where the stretch begins. */
    public static SequenceWalk goingOn(long from, long endExclusive, ProducerPosition next) {
        return new SequenceWalk(from, endExclusive, next, true);
    }

    /** A stretch that should hold nothing of the producer's. */
    public static SequenceWalk withoutAny(long from, long endExclusive, ProducerPosition next) {
        return new SequenceWalk(from, endExclusive, next, false);
    }

    /** What to read next. */
    public long offset() {
        return offset;
    }

    public boolean isOver() {
        return offset >= end;
    }

    /** Where the producer stands at {@link #offset}. */
    public ProducerPosition next() {
        return next;
    }

    /** How many of its records came out of turn. */
    public long late() {
        return late;
    }

    /** The offset of the first of them; only if there are some. */
    public long firstLateOffset() {
        return firstLate;
    }

    /** How many records others wrote. */
    public long foreign() {
        return foreign;
    }

    /** Reads the whole batches of a fetch answer. */
    void read(ByteBuffer records) {
        int position = records.position();
        while (!isOver() && records.limit() - position >= BatchHeader.SIZE) {
            header.wrap(records, position);
            int size = header.sizeInBytes();
            if (size < BatchHeader.SIZE || size > records.limit() - position) {
                return;
            }
            readBatch();
            position += size;
        }
    }

    private void readBatch() {
        long begin = Math.max(offset, header.baseOffset());
        long batchEnd = Math.min(end, header.lastOffset() + 1);
        offset = Math.max(offset, header.lastOffset() + 1);
        if (batchEnd <= begin) {
            return;
        }
        if (header.magic() < 2 || !isOurs()) {
            foreign += header.magic() >= 2 && header.isControl() ? 0 : batchEnd - begin;
            return;
        }
        ProducerPosition first = next.at(header.baseSequence()).plus(begin - header.baseOffset());
        if (expectsSome && first.recordsSince(next) <= length) {
            next = first.plus(batchEnd - begin);
        } else {
            firstLate = late == 0 ? begin : firstLate;
            late += batchEnd - begin;
        }
    }

    private boolean isOurs() {
        return header.producerId() == next.producerId() && header.producerEpoch() == next.producerEpoch();
    }
}
