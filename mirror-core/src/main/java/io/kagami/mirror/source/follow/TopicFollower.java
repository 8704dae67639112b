package io.kagami.mirror.source.follow;

import io.kagami.mirror.admin.SharedAdmins;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.deletes.TopicDeletes;
import io.kagami.mirror.source.origin.LoopException;
import io.kagami.mirror.source.origin.LoopGuard;
import io.kagami.mirror.source.origin.Origins;
import io.kagami.mirror.source.start.FirstLook;
import io.kagami.mirror.sync.TopicSync;
import io.kagami.mirror.sync.TopicSyncSettings;
import io.kagami.mirror.sync.deletion.Deletion;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs topic sync for one connector, again and again.
 *
 * <p>Threading: {@link #start} and {@link #close} may be called by any thread; rounds run on threads all flows share, one at a time.
 */
public final class TopicFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration STOP = Duration.ofSeconds(3);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private static final SharedAdmins ADMINS = SharedAdmins.ofProcess();
    private static final Rounds ROUNDS = new Rounds();

    private final FlowConfig config;
    private final TopicDeletes deletes;
    private final Duration interval;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roundEnded = lock.newCondition();
    private @Nullable Future<?> next;
    private @Nullable Thread inRound;
    private volatile boolean stopped;

    private SharedAdmins.@Nullable Lease source;
    private SharedAdmins.@Nullable Lease target;
    private @Nullable TopicSync sync;
    private String reported = "";

    /** @param deletes whether copies are deleted after their sources */
    public TopicFollower(FlowConfig config, TopicDeletes deletes) {
        this.config = config;
        this.deletes = deletes;
        this.interval = TopicSyncSettings.shortestInterval(config);
    }

    public void start() {
        schedule(Duration.ZERO);
    }

    private void schedule(Duration delay) {
        lock.lock();
        try {
            if (!stopped) {
                next = ROUNDS.after(delay, this::round);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The root of a thread's work. */
    private void round() {
        if (!enter()) {
            return;
        }
        Duration pause = interval;
        try {
            TopicSync open = sync;
            if (open == null) {
                open = open();
                sync = open;
                pause = firstPause();
            }
            open.runOnce();
            reported = "";
        } catch (InterruptedException stopRequested) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            report(e);
            pause = RETRY.compareTo(interval) < 0 ? RETRY : interval;
        } catch (Error defect) {
            LOG.error("topics are no longer followed, because of a defect flow={}", config.flow(), defect);
            throw defect;
        } finally {
            leave();
        }
        schedule(pause);
    }

    private boolean enter() {
        lock.lock();
        try {
            if (stopped) {
                return false;
            }
            inRound = Thread.currentThread();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            inRound = null;
            boolean unused = Thread.interrupted(); // it was for this round, and the thread goes on to others
            if (stopped) {
                letGo();
            }
            roundEnded.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private TopicSync open() throws InterruptedException {
        if (source == null) {
            source = ADMINS.lease(config.sourceAdmin());
        }
        Origins unused = new LoopGuard(config).admitConnector();
        new FirstLook(config).take(source.admin());
        if (target == null) {
            target = ADMINS.lease(config.targetAdmin());
        }
        Optional<Deletion> deletion = deletes.enabled()
                ? Optional.of(new Deletion(deletes, new FlowCopies(config, target.admin())))
                : Optional.empty();
        return new TopicSync(source.admin(), target.admin(), TopicSyncSettings.of(config), deletion, Clock.systemUTC());
    }

    private void letGo() {
        sync = null;
        if (target != null) {
            target.close();
        }
        if (source != null) {
            source.close();
        }
    }

    /** Flows that began together shall not go on in step, as each round would then need as many threads. */
    private Duration firstPause() {
        return interval.dividedBy(2)
                .plus(interval.multipliedBy(Math.floorMod(config.flow().hashCode(), 100))
                        .dividedBy(200));
    }

    private void report(RuntimeException e) {
        String trouble = String.valueOf(e.getMessage());
        if (!stopped && !trouble.equals(reported)) {
            if (e instanceof LoopException) {
                LOG.error("{} flow={}", trouble, config.flow());
            } else {
                LOG.warn("cannot follow topics now, will keep trying flow={}", config.flow(), e);
            }
            reported = trouble;
        }
    }

    /** Ends a round under way, and waits for its end for a while. */
    @Override
    public void close() {
        lock.lock();
        try {
            stopped = true;
            if (next != null) {
                next.cancel(false);
            }
            if (inRound != null) {
                inRound.interrupt();
            }
            long leftNanos = STOP.toNanos();
            while (inRound != null && leftNanos > 0) {
                leftNanos = roundEnded.awaitNanos(leftNanos);
            }
            if (inRound == null) {
                letGo(); // else the round does, when it ends
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
