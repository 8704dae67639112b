package io.kagami.mirror.source.task;

import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries until it succeeds, as a cluster may be down or its name unknown for a while.
 *
 * <p>Threading: one thread at a time.
 */
public final class Retrying {

    private static final Logger LOG = LoggerFactory.getLogger(Retrying.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Flow flow;
    private final CountDownLatch stopping;

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

    /** What the attempt makes once it succeeds; empty when asked to stop. */
    public <T> Optional<T> until(String what, Attempt<T> attempt) throws InterruptedException {
        String reported = "";
        while (!isStopping()) {
            try {
                return Optional.of(attempt.make());
            } catch (KafkaException e) {
                String trouble = String.valueOf(e.getMessage());
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
}
