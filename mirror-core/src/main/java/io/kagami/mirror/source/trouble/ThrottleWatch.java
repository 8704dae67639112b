package io.kagami.mirror.source.trouble;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.topology.ClusterAlias;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds up how long a cluster's quotas hold a task back: says so at once, then once a minute while it goes on, and when it is over.
 *
 * <p>Threading: the copier's thread. No clock: time comes with the calls.
 */
public final class ThrottleWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ThrottleWatch.class);
    private static final long SAY_EVERY_MS = Duration.ofMinutes(1).toMillis();

    private final ClusterAlias cluster;
    private final EventBook book;
    private @Nullable TopicPartition one;
    private @Nullable EventOffsets offsets;
    private long delayedMs;
    private long saidMs;
    private boolean going;

    public ThrottleWatch(ClusterAlias cluster, EventBook book) {
        this.cluster = cluster;
        this.book = book;
    }

    /**
     * An answer was held back.
     *
     * @param example a source partition it was about
     */
    public void noted(TopicPartition example, EventOffsets copiedTo, long delayMs, long nowMs) {
        delayedMs += delayMs;
        one = example;
        offsets = copiedTo;
        if (!going) {
            going = true;
            saidMs = nowMs;
            book.report(
                    EventKind.THROTTLED,
                    example,
                    copiedTo,
                    "cluster " + cluster + " holds this flow back by a quota, now for " + delayMs
                            + " ms; this partition and others");
        }
    }

    /** Time goes on. */
    public void tick(long nowMs) {
        if (!going || nowMs - saidMs < SAY_EVERY_MS) {
            return;
        }
        saidMs = nowMs;
        TopicPartition example = one;
        EventOffsets at = offsets;
        if (delayedMs == 0 || example == null || at == null) {
            going = false;
            LOG.info("no quota holds this flow back any more cluster={}", cluster);
            return;
        }
        book.report(
                EventKind.THROTTLED,
                example,
                at,
                "cluster " + cluster + " held this flow back by a quota for " + delayedMs
                        + " ms in the last minute; this partition and others");
        delayedMs = 0;
    }
}
