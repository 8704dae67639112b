package io.kagami.mirror.rounds;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The rounds of one connector, from the first to the last.
 *
 * <p>Threading: thread-safe; rounds run on threads that all connectors of the process share, one round at a time.
 */
public final class Rounds implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(3);
    private static final Duration AFTER_INTERRUPTION = Duration.ofSeconds(5);
    private static final RoundThreads OF_PROCESS = new RoundThreads();

    private final Round round;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roundOver = lock.newCondition();
    private @Nullable Future<?> next;
    private @Nullable Thread inRound;
    private boolean closed;

    private Rounds(Round round) {
        this.round = round;
    }

    /** Begins with the first round at once. */
    public static Rounds begin(Round round) {
        Rounds begun = new Rounds(round);
        begun.schedule(Duration.ZERO);
        return begun;
    }

    /**
     * How long to wait after the first round: those that began together shall not go on in step, as each round would then need as many
     * threads.
     *
     * @param who tells one from the other
     * @return half the interval to the whole of it
     */
    public static Duration firstPause(Duration interval, Object who) {
        return interval.dividedBy(2)
                .plus(interval.multipliedBy(Math.floorMod(who.hashCode(), 100)).dividedBy(200));
    }

    private void schedule(Duration pause) {
        lock.lock();
        try {
            if (!closed) {
                next = OF_PROCESS.after(pause, this::run);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The root of a thread's work. */
    private void run() {
        if (!enter()) {
            return;
        }
        Optional<Duration> pause = Optional.empty();
        try {
            pause = round.run();
        } catch (InterruptedException stopRequested) {
            pause = Optional.of(AFTER_INTERRUPTION); // of no effect unless it came from elsewhere
        } finally {
            leave(pause.isPresent());
        }
        pause.ifPresent(this::schedule);
    }

    private boolean enter() {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            inRound = Thread.currentThread();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void leave(boolean goesOn) {
        if (isOver(goesOn)) {
            endOnce();
        }
        lock.lock();
        try {
            inRound = null;
            boolean unused = Thread.interrupted(); // it was for this round, and the thread goes on to others
            roundOver.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isOver(boolean goesOn) {
        lock.lock();
        try {
            return closed || !goesOn;
        } finally {
            lock.unlock();
        }
    }

    private void endOnce() {
        if (ended.compareAndSet(false, true)) {
            round.end();
        }
    }

    /** Ends a round under way, and waits for its end for a while. */
    @Override
    public void close() {
        if (awaitLast()) {
            endOnce(); // else the round does, when it is over
        }
    }

    /** Whether no round is under way any more. */
    private boolean awaitLast() {
        lock.lock();
        try {
            closed = true;
            if (next != null) {
                next.cancel(false);
            }
            if (inRound != null) {
                inRound.interrupt();
            }
            long leftNanos = STOP.toNanos();
            while (inRound != null && leftNanos > 0) {
                leftNanos = roundOver.awaitNanos(leftNanos);
            }
            return inRound == null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
