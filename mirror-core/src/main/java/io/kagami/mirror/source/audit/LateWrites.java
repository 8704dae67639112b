package io.kagami.mirror.source.audit;

import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.source.trouble.EventBook;
import io.kagami.mirror.wire.connection.SequenceWalk;
import io.kagami.mirror.wire.produce.TargetProducer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds records of this flow that a copy holds twice: a request of a process that was killed, frozen or cut off came through late, when the
 * target's leader had forgotten the producer and so could not refuse it. Each batch tells in its header who wrote it and in which turn, so the
 * places where this can be are read: those between records of ours, and those no account of the copy's end explains.
 *
 * <p>Says what it finds, and does nothing about it: what is there twice stays.
 *
 * <p>Threading: the copier's thread; answers come as messages to it. No clock: time comes with the calls.
 */
public final class LateWrites {

    private static final Logger LOG = LoggerFactory.getLogger(LateWrites.class);

    /** How old records may be for a broker to remember who wrote them: well below the default of producer.id.expiration.ms, a day. */
    private static final long REMEMBERED_MS = Duration.ofHours(1).toMillis();

    /**
     * A partition's copy from an offset on.
     *
     * @param upstream which record of the source belongs there
     * @param next under which sequence number
     */
    public record Since(
            TopicPartition source, TopicPartition target, long upstream, long downstream, ProducerPosition next) {}

    private final TargetProducer target;
    private final EventBook book;
    private final boolean onlyOurs;
    private final Consumer<Runnable> copierThread;
    private final Consumer<TopicPartition> stop;
    /** The newest timestamp the target has of us, of partitions others write to. */
    private final Map<TopicPartition, Long> lastTimestamps = new HashMap<>();
    /** How far a partition was looked through, from where its copy was said to end. */
    private final Map<TopicPartition, SequenceWalk> looked = new HashMap<>();

    private final Set<TopicPartition> underWay = new HashSet<>();
    /** One look through a partition at a time, as the next one, which is here, goes on where it ends. */
    private final Map<TopicPartition, Runnable> next = new HashMap<>();

    private final Map<TopicPartition, Long> foreignSaid = new HashMap<>();
    private boolean saidUnreadable;

    /**
     * @param onlyOurs whether nobody but this flow is expected to write to the copies
     * @param copierThread takes messages for the copier's thread
     * @param stop what to do with a source partition that is to stop
     */
    public LateWrites(
            TargetProducer target,
            EventBook book,
            boolean onlyOurs,
            Consumer<Runnable> copierThread,
            Consumer<TopicPartition> stop) {
        this.target = target;
        this.book = book;
        this.onlyOurs = onlyOurs;
        this.copierThread = copierThread;
        this.stop = stop;
    }

    /**
     * Looks through what was written to a copy behind a pair of positions, where no account explains it. What goes on from there in turn is another
     * process of this flow, and no repeat.
     */
    public void look(Since since, long logEnd) {
        if (underWay.add(since.source())) {
            goOn(since, logEnd);
        } else {
            next.put(since.source(), () -> goOn(since, logEnd));
        }
    }

    private void goOn(Since since, long logEnd) {
        SequenceWalk before = lookedThrough(since, logEnd);
        long from = before == null ? since.downstream() : before.offset();
        if (from >= logEnd) {
            ended(since.source());
            return;
        }
        SequenceWalk walk = SequenceWalk.goingOn(from, logEnd, before == null ? since.next() : before.next());
        walk(since, walk, () -> {
            looked.put(since.source(), walk);
            ended(since.source());
        });
    }

    private void ended(TopicPartition source) {
        Runnable waiting = next.remove(source);
        if (waiting == null) {
            underWay.remove(source);
        } else {
            waiting.run();
        }
    }

    private @Nullable SequenceWalk lookedThrough(Since since, long logEnd) {
        SequenceWalk before = looked.get(since.source());
        boolean counts = before != null
                && before.offset() > since.downstream()
                && before.offset() <= logEnd
                && before.next().sameProducer(since.next());
        return counts ? before : null;
    }

    /**
     * A batch of ours is in a copy that others write to too. Between it and the one before may be a late one if the target may have forgotten
     * us meanwhile.
     *
     * @param since where the copy ended before
     */
    public void appended(Since since, OutgoingBatch batch, long baseOffset, long nowMs) {
        Long before = lastTimestamps.put(since.source(), batch.maxTimestamp());
        if (baseOffset > since.downstream() && (before == null || nowMs - before > REMEMBERED_MS)) {
            SequenceWalk looked = lookedThrough(since, baseOffset);
            long from = looked == null ? since.downstream() : looked.offset();
            walk(since, SequenceWalk.withoutAny(from, baseOffset, since.next()), () -> {});
        }
    }

    /** What others wrote from here on was told already. */
    public void foreignWriteSaid(TopicPartition source, long downstream) {
        foreignSaid.put(source, downstream);
    }

    /** The partition is none of ours any more. */
    public void forget(TopicPartition source) {
        lastTimestamps.remove(source);
        looked.remove(source);
        next.remove(source);
        foreignSaid.remove(source);
    }

    private void walk(Since since, SequenceWalk walk, Runnable ended) {
        target.written(
                since.target(),
                walk,
                found -> copierThread.accept(() -> {
                    found.ifPresentOrElse(over -> judge(since, over), () -> unreadable(since));
                    ended.run();
                }));
    }

    private void judge(Since since, SequenceWalk walk) {
        if (walk.late() > 0) {
            say(
                    EventKind.LATE_WRITE,
                    since,
                    walk.firstLateOffset(),
                    "a request of a process that copied this partition before came late: " + walk.late()
                            + " records are in the copy twice, from downstream offset " + walk.firstLateOffset()
                            + " on");
        }
        Long said = foreignSaid.remove(since.source());
        if (walk.foreign() > 0 && onlyOurs && (said == null || said != since.downstream())) {
            say(
                    EventKind.FOREIGN_WRITE,
                    since,
                    since.downstream(),
                    "somebody else wrote " + walk.foreign() + " records into the copy, from downstream offset "
                            + since.downstream() + " on");
        }
    }

    private void say(EventKind kind, Since since, long downstream, String message) {
        PartitionEvent event =
                book.report(kind, since.source(), EventOffsets.at(since.upstream(), downstream), message);
        if (event.makesSick()) {
            stop.accept(since.source());
        }
    }

    private void unreadable(Since since) {
        if (!saidUnreadable) {
            saidUnreadable = true;
            LOG.warn(
                    "who wrote to a copy cannot be read there, so repeats of old requests would not be noticed: grant"
                            + " READ at the target topic={} partition={} downstreamOffset={}",
                    since.target().topic(),
                    since.target().partition(),
                    since.downstream());
        }
    }
}
