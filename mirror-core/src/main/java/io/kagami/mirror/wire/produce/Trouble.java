package io.kagami.mirror.wire.produce;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition's run of failures: how long to wait before the next try, and when it lasts long enough to say so.
 *
 * <p>Threading: the producer's thread. No clock: time comes with the calls.
 */
final class Trouble {

    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);
    private static final long BACKOFF_MS = 100;
    private static final long MAX_BACKOFF_MS = 1_000;
    private static final long LASTING_AFTER_MS = 5_000;

    private final TopicPartition partition;
    private int failures;
    private long sinceMs;
    private long notBeforeMs;
    private Errors last = Errors.NONE;
    private boolean lasting;

    Trouble(TopicPartition partition) {
        this.partition = partition;
    }

    void noted(Errors error, long nowMs) {
        if (failures++ == 0) {
            sinceMs = nowMs;
        }
        last = error;
        notBeforeMs = nowMs + Math.min(MAX_BACKOFF_MS, BACKOFF_MS << Math.min(failures - 1, 10));
    }

    Errors last() {
        return last;
    }

    boolean isOver() {
        return failures == 0;
    }

    boolean restsAt(long nowMs) {
        return nowMs < notBeforeMs;
    }

    boolean isLasting() {
        return lasting;
    }

    /** True once, when the trouble has lasted so long that somebody should hear of it. */
    boolean becomesLasting(long nowMs) {
        if (lasting || failures == 0 || nowMs - sinceMs < LASTING_AFTER_MS) {
            return false;
        }
        lasting = true;
        LOG.warn(
                "target does not take records, will keep trying topic={} partition={} error={}",
                partition.topic(),
                partition.partition(),
                last);
        return true;
    }

    void over() {
        failures = 0;
        if (lasting) {
            lasting = false;
            LOG.info("target takes records again topic={} partition={}", partition.topic(), partition.partition());
        }
    }
}
