package io.kagami.mirror.rounds;

import java.time.Duration;
import java.util.Optional;

/**
 * Work that is done again and again, and what is left of it to be closed.
 *
 * <p>Threading: rounds come one at a time, but not always on the same thread.
 */
public interface Round {

    /**
     * Does what is due; may block.
     *
     * @return how long to wait before the next round; empty if there shall be none
     * @throws InterruptedException when the work is to end
     */
    Optional<Duration> run() throws InterruptedException;

    /** Lets go of everything: called once, after the last round, on whatever thread. */
    void end();
}
