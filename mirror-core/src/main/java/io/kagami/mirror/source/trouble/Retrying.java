package io.kagami.mirror.source.trouble;

import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries until it succeeds, as a cluster may be down or its name unknown for a while; but not for ever, as a task that cannot begin must not look
 * as if it ran.
 *
 * <p>Threading: one thread.
 */
public final class Retrying {

    /** How long a task tries to begin before it fails. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(Retrying.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Flow flow;
    private final CountDownLatch stopping;

    /**
     * Tries nothing yet.
     *
     * @param stopping counted down to end all trying
     */
    public Retrying(Flow flow, CountDownLatch stopping) {
        this.flow = flow;
        this.stopping = stopping;
    }

    /** Whether it was asked to stop. */
    public boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** What may fail for a while. */
    public interface Attempt<T> {
        T make() throws InterruptedException;
    }

    /**
     * What the attempt makes once it succeeds; empty when asked to stop.
     *
     * @throws KafkaException if it has failed for {@link #PATIENCE}; it says what was tried, and why that failed
     */
    public <T> Optional<T> until(String what, Attempt<T> attempt) throws InterruptedException {
        String reported = "";
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!isStopping()) {
            try {
                return Optional.of(attempt.make());
            } catch (KafkaException e) {
                String trouble = account(e);
                if (System.nanoTime() - deadlineNanos >= 0) {
                    throw gaveUp(what, trouble, e);
                }
                if (!trouble.equals(reported)) {
                    LOG.warn("cannot {} yet, will keep trying flow={} error={}", what, flow, trouble);
                    reported = trouble;
                }
            }
            if (stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        return Optional.empty();
    }

    /** The end of trying in vain, for those who wait in another way. */
    public static KafkaException gaveUp(String what, String trouble, Throwable cause) {
        return new KafkaException("cannot " + what + " for " + PATIENCE.toSeconds() + " s: " + trouble, cause);
    }

    /** Clients wrap what a broker said: the last word is the broker's. */
    private static String account(KafkaException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String outer = String.valueOf(e.getMessage());
        String inner = String.valueOf(cause.getMessage());
        return outer.contains(inner) ? outer : outer + ": " + inner;
    }
}
