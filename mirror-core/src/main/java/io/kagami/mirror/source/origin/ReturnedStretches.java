package io.kagami.mirror.source.origin;

import io.kagami.mirror.batch.format.WholeBatches;
import io.kagami.mirror.source.compare.ReturnedRecords;
import io.kagami.mirror.wire.fetch.FetchListener;
import io.kagami.mirror.wire.fetch.FetchedRecords;
import io.kagami.mirror.wire.fetch.SourceFetcher;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the headers of a source partition beside a comparison, whose consumer does not tell who wrote a record. Like that consumer it goes on with
 * what the source still has, where that begins behind the offset.
 *
 * <p>Threading: one thread; blocks.
 */
public final class ReturnedStretches implements ReturnedRecords, FetchListener {

    private static final Duration NOTHING_FOR = Duration.ofSeconds(30);
    private static final long POLL_MS = 200;
    private static final long NOBODY = -1;

    /** Offsets in a row that one producer wrote. */
    private record Stretch(long last, long producerId) {}

    private final Origins origins;
    private final SourceFetcher fetcher;
    private final TopicPartition partition;
    private final Deque<Stretch> ahead = new ArrayDeque<>();
    private final Set<Long> others = new HashSet<>();
    private Set<Long> returned;
    private final WholeBatches batches = new WholeBatches();
    private long next;
    /** What lay before was deleted before it was read here. */
    private long goneBelow;

    private @Nullable String trouble;

    /** Reads the partition from the offset on, with a fetcher that is closed with this. */
    public ReturnedStretches(
            Origins origins, SourceFetcher fetcher, TopicPartition partition, Uuid topicId, long offset) {
        this.origins = origins;
        this.fetcher = fetcher;
        this.partition = partition;
        this.next = offset;
        this.returned = origins.returned();
        fetcher.follow(partition, offset, topicId, Optional.empty());
    }

    @Override
    public boolean isReturned(long offset) throws InterruptedException {
        readTo(offset);
        if (offset < goneBelow) {
            throw new KafkaException("who wrote " + partition + " at offset " + offset
                    + " cannot be read any more: the source deleted it while it was compared");
        }
        while (!ahead.isEmpty() && ahead.element().last < offset) {
            ahead.remove();
        }
        long writer = ahead.isEmpty() ? NOBODY : ahead.element().producerId;
        if (writer < 0 || others.contains(writer)) {
            return false;
        }
        if (!returned.contains(writer)) {
            returned = origins.readReturned();
        }
        if (!returned.contains(writer)) {
            others.add(writer);
        }
        return returned.contains(writer);
    }

    private void readTo(long offset) {
        long deadlineNanos = System.nanoTime() + NOTHING_FOR.toNanos();
        long before = next;
        while (next <= offset) {
            fetcher.poll(POLL_MS, true, this);
            if (trouble != null) {
                throw new KafkaException("who wrote " + partition + " cannot be read: " + trouble);
            }
            if (next > before) {
                before = next;
                deadlineNanos = System.nanoTime() + NOTHING_FOR.toNanos();
            } else if (System.nanoTime() - deadlineNanos >= 0) {
                throw new TimeoutException(
                        "nothing of " + partition + " from offset " + next + " for " + NOTHING_FOR.toSeconds() + " s");
            }
        }
    }

    @Override
    public void fetched(FetchedRecords answer) {
        batches.each(answer.records(), header -> {
            if (header.lastOffset() >= next) {
                next = header.lastOffset() + 1;
                ahead.add(new Stretch(header.lastOffset(), header.magic() < 2 ? NOBODY : header.producerId()));
            }
        });
        fetcher.seek(partition, next);
    }

    @Override
    public void offsetOutOfRange(TopicPartition source, long fetchOffset) {
        fetcher.earliestOffset(source, start -> {
            if (start > next) {
                goneBelow = start;
                next = start;
                fetcher.seek(source, start);
            } else {
                trouble = "there is nothing at offset " + fetchOffset;
            }
        });
    }

    @Override
    public void diverged(TopicPartition source, long fetchOffset, long partedAt) {
        trouble = "the source lost records from offset " + partedAt + " on";
    }

    @Override
    public void refused(TopicPartition source, Errors error) {
        trouble = error + ", " + error.message();
    }

    @Override
    public void unavailable(TopicPartition source, String reason) {
        // It may come back in time.
    }

    @Override
    public void throttled(TopicPartition one, int delayMs) {
        // It takes longer.
    }

    @Override
    public void close() {
        fetcher.close();
    }
}
