package io.kagami.mirror.rounds;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rounds of one connector, from the first to the last.
 *
 * <p>Threading: thread-safe; rounds run on threads that all connectors of the process share, one round at a time.
 */
public final class Rounds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration STOP = Duration.ofSeconds(3);
    private static final Duration AFTER_INTERRUPTION = Duration.ofSeconds(5);
    /** A failure that Connect hears of while it is still starting the connector would be covered by its saying that it runs. */
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(1);

    private static final RoundThreads OF_PROCESS = new RoundThreads();
    private static final AtomicInteger BEGUN = new AtomicInteger();
    /** Multiples of it, less their whole part, lie evenly between 0 and 1, however many there are. */
    private static final double GOLDEN_RATIO = 0.6180339887498949;

    private final Round round;
    private final Consumer<Exception> onFailure;
    private final double phase = BEGUN.getAndIncrement() * GOLDEN_RATIO % 1;
    private final long begunNanos = System.nanoTime();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition workOver = lock.newCondition();
    private @Nullable Future<?> next;
    private @Nullable Thread atWork;
    private boolean isFirst = true;
    private boolean closed;

    private Rounds(Round round, Consumer<Exception> onFailure) {
        this.round = round;
        this.onFailure = onFailure;
    }

    /**
     * Begins with the first round at once.
     *
     * @param onFailure hears why there are no more rounds, unless they were closed; such as {@code raiseError} of a connector's context
     */
    public static Rounds begin(Round round, Consumer<Exception> onFailure) {
        Rounds begun = new Rounds(round, onFailure);
        begun.schedule(Duration.ZERO, begun::runOnce);
        return begun;
    }

    private void schedule(Duration pause, Supplier<Runnable> work) {
        lock.lock();
        try {
            if (!closed) {
                next = OF_PROCESS.after(pause, () -> unlessClosed(work));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The root of a thread's work.
     *
     * @param work returns what is to be done after it
     */
    private void unlessClosed(Supplier<Runnable> work) {
        if (!enter()) {
            return;
        }
        Runnable afterwards = () -> {};
        try {
            afterwards = work.get();
        } finally {
            leave();
        }
        afterwards.run();
    }

    private Runnable runOnce() {
        try {
            Duration pause = round.run();
            Duration untilNext = isFirst ? spread(pause) : pause;
            isFirst = false;
            return () -> schedule(untilNext, this::runOnce);
        } catch (InterruptedException | InterruptException stopRequested) {
            return () -> schedule(AFTER_INTERRUPTION, this::runOnce); // of no effect unless it came from elsewhere
        } catch (RuntimeException failure) {
            return fail(failure);
        } catch (Error failure) {
            return fail(new ConnectException(failure));
        }
    }

    /** Rounds that began together shall not go on in step, as each round would then need as many threads. */
    private Duration spread(Duration pause) {
        return Duration.ofMillis(Math.round(pause.toMillis() * (1 + phase) / 2));
    }

    private Runnable fail(Exception failure) {
        endOnce();
        Duration untilStarted = STARTED_WITHIN.minusNanos(System.nanoTime() - begunNanos);
        return () -> schedule(untilStarted.isNegative() ? Duration.ZERO : untilStarted, () -> tell(failure));
    }

    private Runnable tell(Exception failure) {
        try {
            onFailure.accept(failure);
        } catch (RuntimeException nobodyListens) {
            LOG.warn("a failure could not be told", nobodyListens);
        }
        return () -> {};
    }

    private boolean enter() {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            atWork = Thread.currentThread();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        if (isClosed()) {
            endOnce();
        }
        lock.lock();
        try {
            atWork = null;
            boolean unused = Thread.interrupted(); // it was for this work, and the thread goes on to others
            workOver.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
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

    /** Whether nothing is at work any more. */
    private boolean awaitLast() {
        lock.lock();
        try {
            closed = true;
            if (next != null) {
                next.cancel(false);
            }
            if (atWork != null) {
                atWork.interrupt();
            }
            long leftNanos = STOP.toNanos();
            while (atWork != null && leftNanos > 0) {
                leftNanos = workOver.awaitNanos(leftNanos);
            }
            return atWork == null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
