package io.kagami.mirror.source.record;

import io.kagami.mirror.source.record.partition.Member;
import io.kagami.mirror.wire.fetch.ByteBudget;
import io.kagami.mirror.wire.fetch.FetchListener;
import io.kagami.mirror.wire.fetch.FetchedRecords;
import io.kagami.mirror.wire.fetch.SourceFetcher;
import io.kagami.mirror.wire.records.DamagedBatch;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * One look at the source's bytes, past the consumer, which tells of a damaged batch neither what it is nor where it ends.
 *
 * <p>Threading: Connect's task thread.
 */
final class RawRead implements FetchListener {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long POLL_MS = 100;
    private static final long MOST_BYTES = 16 << 20;

    private final long offset;
    private boolean answered;
    private @Nullable DamagedBatch found;

    private RawRead(long offset) {
        this.offset = offset;
    }

    /** The first damaged batch at or behind the offset; empty if there is none, it does not tell where it ends, or no answer comes in time. */
    static Optional<DamagedBatch> damagedBatch(RecordSettings settings, Member member, long offset) {
        RawRead read = new RawRead(offset);
        try (SourceFetcher fetcher = settings.copier().openSource(new ByteBudget(MOST_BYTES))) {
            fetcher.follow(member.source(), offset, member.topicId(), Optional.empty());
            long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
            while (!read.answered && System.nanoTime() - deadlineNanos < 0) {
                fetcher.poll(POLL_MS, true, read);
            }
        }
        return Optional.ofNullable(read.found);
    }

    @Override
    public void fetched(FetchedRecords records) {
        if (!answered && records.records().hasRemaining()) {
            answered = true;
            DamagedBatch.firstIn(records.records(), offset)
                    .ifPresent(batch -> found = new DamagedBatch(own(batch.bytes()), batch.nextOffset()));
        }
    }

    private static ByteBuffer own(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
    }

    @Override
    public void offsetOutOfRange(TopicPartition partition, long fetchOffset) {
        answered = true;
    }

    @Override
    public void diverged(TopicPartition partition, long fetchOffset, long partedAt) {
        answered = true;
    }

    @Override
    public void refused(TopicPartition partition, Errors error) {
        answered = true;
    }

    @Override
    public void unavailable(TopicPartition partition, String reason) {
        answered = true;
    }

    @Override
    public void throttled(TopicPartition one, int delayMs) {
        // It is one answer only.
    }
}
