package io.kagami.mirror.runtime.deployment;

import io.kagami.mirror.runtime.cluster.Backoff;
import java.time.Duration;
import java.time.Instant;

/**
 * Follows one connector's status: notices the changes worth telling, and says when a failed one is due for a restart. Restarts go on for ever,
 * ever more slowly, and begin anew after it has run for a while.
 *
 * <p>Threading: one thread.
 */
final class FlowHealth {

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final Duration HEALTHY_AGAIN = Duration.ofMinutes(2);

    private enum Phase {
        NEW,
        RUNNING,
        HELD,
        FAILED
    }

    private Phase phase = Phase.NEW;
    private int restarts;
    private Instant nextRestart = Instant.MIN;

    /** Whether this status is news: running for the first time or again, failed, or held by a user. */
    boolean isNews(FlowStatus status, Instant now) {
        Phase before = phase;
        phase = phaseOf(status);
        if (phase == Phase.RUNNING && now.isAfter(nextRestart.plus(HEALTHY_AGAIN))) {
            restarts = 0;
        }
        return phase != before;
    }

    /** Whether to restart it now; if so, the next one is due later. */
    boolean restartDue(FlowStatus status, Instant now) {
        if (!status.failed() || status.heldByUser()) {
            return false;
        }
        if (restarts == 0) {
            schedule(now);
            return false;
        }
        if (now.isBefore(nextRestart)) {
            return false;
        }
        schedule(now);
        return true;
    }

    private void schedule(Instant now) {
        restarts++;
        nextRestart = now.plus(BACKOFF.after(restarts));
    }

    private Phase phaseOf(FlowStatus status) {
        if (status.heldByUser()) {
            return Phase.HELD;
        }
        if (status.failed()) {
            return Phase.FAILED;
        }
        return status.running() ? Phase.RUNNING : phase;
    }
}
