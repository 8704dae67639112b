package io.kagami.mirror.cli.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that has to be ended, last come first. One thing that does not end well does not keep the others from it.
 *
 * <p>Threading: one thread.
 */
final class Cleanup implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Cleanup.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Hands it back, to be closed later. */
    <T extends AutoCloseable> T add(T resource) {
        open.push(resource);
        return resource;
    }

    /** Undisturbed by the interrupt that may have brought the demo here: closing takes its time. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception failed) {
                LOG.info("Something did not end well", failed);
            }
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
