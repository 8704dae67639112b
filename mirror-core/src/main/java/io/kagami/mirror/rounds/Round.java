package io.kagami.mirror.rounds;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Work that is done again and again, and what is left of it to be closed.
 *
 * <p>Threading: rounds come one at a time, but not always on the same thread.
 */
public interface Round {

    /**
     * Does what is due; may block.
     *
     * @param isClosing tells whether somebody has begun to end the rounds, so that a failure may be due to that and is nobody's news
     * @return how long to wait before the next round
     * @throws InterruptedException when the work is to end
     * @throws RuntimeException why there shall be no more rounds
     */
    Duration run(BooleanSupplier isClosing) throws InterruptedException;

    /** Lets go of everything: called once, after the last round, on whatever thread, which is not interrupted then. */
    void end();
}
