package io.kagami.mirror.source.origin;

import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.batch.format.WholeBatches;
import io.kagami.mirror.source.position.SlowWork;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Who wrote the batches of a source: a flow from the target, whose records do not go back there, or anybody else. A producer id that was not met
 * before is looked up in the flows' logs, and the partition waits meanwhile; once for all that was in the partition by then, as what is told of an
 * id stays true.
 *
 * <p>Costs a look at each batch's header, and nothing for a record.
 *
 * <p>Threading: the copier's thread. No clock: time comes with the calls.
 */
public final class ReturnedWriters {

    private static final long AGAIN_MS = 1_000;
    private static final long NOBODY = -1;
    /** Producers that come and go shall not fill the memory; those that were forgotten are looked up again. */
    private static final int MOST_OTHERS = 100_000;

    private final boolean looksAtAll;
    private final SlowWork.Work<Set<Long>> lookup;
    private final SlowWork slow;
    private final Set<Long> returned = new HashSet<>();
    private final Set<Long> others = new HashSet<>();
    private final Set<Long> unknown = new HashSet<>();
    private final Map<TopicPartition, Waiting> waiting = new HashMap<>();
    /** Who wrote what lies before is told by the ids that are known now. */
    private final Map<TopicPartition, Long> toldBelowBySource = new HashMap<>();

    private final WholeBatches batches = new WholeBatches();
    private int knownUpTo;
    private long toldBelow;
    /** Who wrote the batch before, which is known then. */
    private long lastSeen = NOBODY;

    private boolean underWay;
    private long nowMs;
    private long notBeforeMs;

    /** What waits, and for what. */
    private record Waiting(long highWatermark, Runnable goOn, Consumer<String> untold) {}

    public ReturnedWriters(Origins origins, SlowWork slow) {
        this(origins.leavesOutReturned(), origins.returned(), origins::readReturned, slow);
    }

    /**
     * @param looksAtAll whether writers are looked at at all
     * @param known those that are known to return records
     * @param lookup reads them anew
     */
    ReturnedWriters(boolean looksAtAll, Set<Long> known, SlowWork.Work<Set<Long>> lookup, SlowWork slow) {
        this.looksAtAll = looksAtAll;
        this.lookup = lookup;
        this.slow = slow;
        returned.addAll(known);
    }

    /** Whether the batch's writer is a flow from the target; only of those that are known. */
    public boolean isReturned(long producerId) {
        return !returned.isEmpty() && returned.contains(producerId);
    }

    /**
     * What of a fetch answer lies before the first batch whose writer is not known; all unknown ones in it are asked for by the next {@link #await}.
     *
     * @return the answer itself, or a view of its beginning
     */
    public ByteBuffer known(TopicPartition source, ByteBuffer records) {
        if (!looksAtAll) {
            return records;
        }
        toldBelow = toldBelowBySource.getOrDefault(source, 0L);
        knownUpTo = records.limit();
        batches.each(records, this::look);
        return knownUpTo == records.limit() ? records : records.duplicate().limit(knownUpTo);
    }

    private void look(BatchHeader header) {
        long writer = header.magic() < 2 ? NOBODY : header.producerId();
        if (writer == lastSeen || writer < 0 || others.contains(writer) || returned.contains(writer)) {
            lastSeen = writer;
        } else if (header.lastOffset() >= toldBelow) {
            // What lies below is told by its place alone: history may have more writers than there is memory.
            unknown.add(writer);
            knownUpTo = Math.min(knownUpTo, header.start());
        }
    }

    /**
     * The partition waits until the writers are known it was asked about last, and those of all that was safe in it when it was fetched, as their
     * ids were stored before.
     *
     * @param highWatermark as the fetch told
     * @param goOn what to do then
     * @param untold hears why it takes longer, each time it was tried in vain
     */
    public void await(TopicPartition source, long highWatermark, Runnable goOn, Consumer<String> untold) {
        waiting.put(source, new Waiting(highWatermark, goOn, untold));
        ask();
    }

    /** Whether the partition waits. */
    public boolean isAwaited(TopicPartition source) {
        return !waiting.isEmpty() && waiting.containsKey(source);
    }

    /** Nobody waits for the partition any more. */
    public void forget(TopicPartition source) {
        waiting.remove(source);
        toldBelowBySource.remove(source);
    }

    /** Time goes on: what was tried in vain is tried again. */
    public void tick(long now) {
        nowMs = now;
        if (!waiting.isEmpty()) {
            ask();
        }
    }

    private void ask() {
        if (underWay || nowMs < notBeforeMs) {
            return;
        }
        underWay = true;
        Set<Long> asked = Set.copyOf(unknown);
        unknown.clear();
        Map<TopicPartition, Waiting> who = Map.copyOf(waiting);
        slow.run(lookup, found -> told(asked, who, found), reason -> untold(asked, reason));
    }

    private void told(Set<Long> asked, Map<TopicPartition, Waiting> who, Set<Long> found) {
        underWay = false;
        returned.addAll(found);
        if (others.size() > MOST_OTHERS) {
            others.clear();
            lastSeen = NOBODY;
        }
        asked.stream().filter(id -> !returned.contains(id)).forEach(others::add);
        who.forEach((source, one) -> {
            if (waiting.remove(source, one)) {
                toldBelowBySource.put(source, one.highWatermark);
                one.goOn.run();
            }
        });
        if (!waiting.isEmpty()) {
            ask();
        }
    }

    private void untold(Set<Long> asked, String reason) {
        underWay = false;
        unknown.addAll(asked);
        notBeforeMs = nowMs + AGAIN_MS;
        Map.copyOf(waiting).values().forEach(one -> one.untold.accept(reason));
    }
}
