package io.kagami.mirror.runtime.health;

import io.kagami.mirror.metrics.BatchOutcome;
import io.kagami.mirror.metrics.PartitionMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/**
 * Notices partitions of one flow that have records to be copied of which none is copied, whatever the reason. Partitions without lag cost
 * nothing.
 *
 * <p>Threading: one thread.
 */
final class StallWatch {

    /**
     * A partition that does not get on.
     *
     * @param lag in offsets
     * @param since when it was first seen where it is
     */
    record Stall(TopicPartition source, long lag, Instant since) {}

    private record Seen(long taken, long lag, Instant since) {}

    private final Duration patience;
    private final Map<TopicPartition, Seen> lagging = new HashMap<>();

    /** Lag may stay as it is for so long. */
    StallWatch(Duration patience) {
        this.patience = patience;
    }

    /**
     * Those that have not moved for long enough.
     *
     * @param ours which partitions tasks of this process copy now; meters of others tell of the past
     */
    List<Stall> look(Map<TopicPartition, PartitionMeter> meters, Predicate<TopicPartition> ours, Instant now) {
        List<Stall> stalls = new ArrayList<>();
        meters.forEach((source, meter) -> {
            long lag = meter.lagRecords();
            if (lag == 0 || !ours.test(source)) {
                lagging.remove(source);
                return;
            }
            Seen seen = lagging.merge(source, new Seen(taken(meter), lag, now), StallWatch::later);
            if (!seen.since.plus(patience).isAfter(now)) {
                stalls.add(new Stall(source, lag, seen.since));
            }
        });
        return stalls;
    }

    /** Copied or left out. */
    private static long taken(PartitionMeter meter) {
        return meter.records() + meter.batches(BatchOutcome.SKIPPED);
    }

    private static Seen later(Seen before, Seen now) {
        boolean moved = now.taken != before.taken || now.lag < before.lag;
        return moved ? now : new Seen(now.taken, now.lag, before.since);
    }
}
