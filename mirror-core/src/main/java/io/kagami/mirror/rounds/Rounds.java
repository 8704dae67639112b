package io.kagami.mirror.rounds;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
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

    private final Round round;
    private final Consumer<Exception> onFailure;
    private final double phase;
    private final long begunNanos = System.nanoTime();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition workOver = lock.newCondition();
    private @Nullable Future<?> next;
    /** The thread to be interrupted when the rounds are closed; none while a last round lets go of everything. */
    private @Nullable Thread atWork;

    private boolean busy;
    private boolean isFirst = true;
    private boolean closed;

    /**
     * @param phase from 0 to 1, by which rounds that begin together are spread over their interval
     */
    private Rounds(Round round, Consumer<Exception> onFailure, double phase) {
        this.round = round;
        this.onFailure = onFailure;
        this.phase = phase;
    }

    /**
     * Begins with the first round at once.
     *
     * @param onFailure hears why there are no more rounds, unless they were closed; such as {@code raiseError} of a connector's context
     */
    public static Rounds begin(Round round, Consumer<Exception> onFailure) {
        Rounds begun = new Rounds(round, onFailure, ThreadLocalRandom.current().nextDouble());
        begun.schedule(Duration.ZERO, begun::runOnce);
        return begun;
    }

    private void schedule(Duration pause, Runnable work) {
        lock.lock();
        try {
            if (!closed) {
                next = OF_PROCESS.after(pause, work);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The root of a thread's work. */
    private void runOnce() {
        if (!enter()) {
            return;
        }
        Duration pause = AFTER_INTERRUPTION;
        Exception failure = null;
        try {
            pause = untilNext(round.run(this::isClosed));
        } catch (InterruptedException | InterruptException stopRequested) {
            LOG.debug("a round was interrupted", stopRequested); // if not by closing, there is another
        } catch (RuntimeException e) {
            failure = e;
        } catch (Error e) {
            failure = new ConnectException(e);
        }
        leave(failure != null);
        if (failure == null) {
            schedule(pause, this::runOnce);
        } else {
            Exception why = failure;
            schedule(untilStarted(), () -> tell(why));
        }
    }

    /** Rounds that began together shall not go on in step, as each round would then need as many threads. */
    private Duration untilNext(Duration pause) {
        if (!isFirst) {
            return pause;
        }
        isFirst = false;
        return Duration.ofMillis(Math.round(pause.toMillis() * phase));
    }

    private Duration untilStarted() {
        Duration left = STARTED_WITHIN.minusNanos(System.nanoTime() - begunNanos);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void tell(Exception failure) {
        if (!enter()) {
            return;
        }
        try {
            onFailure.accept(failure);
        } catch (RuntimeException nobodyListens) {
            LOG.warn("a failure could not be told", nobodyListens);
        } finally {
            leave(true);
        }
    }

    private boolean enter() {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            atWork = Thread.currentThread();
            busy = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Where the rounds were closed during the work, letting go of everything falls to it, as whoever closed them may have given up waiting. */
    private void leave(boolean wasLast) {
        boolean isOver;
        lock.lock();
        try {
            atWork = null;
            boolean unused = Thread.interrupted(); // it was for this work, and the thread goes on to others
            isOver = wasLast || closed;
            busy = isOver;
        } finally {
            lock.unlock();
        }
        if (isOver) {
            endOnce();
            rest();
        }
    }

    private void rest() {
        lock.lock();
        try {
            busy = false;
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

    /** What goes wrong here keeps nobody from hearing why the rounds are over, nor from going on. */
    private void endOnce() {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        boolean interrupted = Thread.interrupted(); // would cut closing short
        try {
            round.end();
        } catch (Throwable notClosed) {
            LOG.warn("not all that rounds used could be closed", notClosed);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
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
            awaitRest();
            return !busy;
        } finally {
            lock.unlock();
        }
    }

    /** Holds the lock, but while it waits. */
    private void awaitRest() {
        try {
            long leftNanos = STOP.toNanos();
            while (busy && leftNanos > 0) {
                leftNanos = workOver.awaitNanos(leftNanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
