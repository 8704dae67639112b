package io.kagami.mirror.source.follow;

import io.kagami.mirror.admin.SharedAdmins;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.deletes.TopicDeletes;
import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.metrics.FlowTally;
import io.kagami.mirror.metrics.SyncChange;
import io.kagami.mirror.rounds.Round;
import io.kagami.mirror.rounds.Rounds;
import io.kagami.mirror.source.origin.LoopException;
import io.kagami.mirror.source.origin.LoopGuard;
import io.kagami.mirror.source.origin.Origins;
import io.kagami.mirror.source.start.FirstLook;
import io.kagami.mirror.sync.SyncReport;
import io.kagami.mirror.sync.TopicSync;
import io.kagami.mirror.sync.TopicSyncSettings;
import io.kagami.mirror.sync.deletion.Deletion;
import io.kagami.mirror.sync.plan.TopicAction;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs topic sync for one connector, again and again.
 *
 * <p>Threading: {@link #start} and {@link #close} may be called by any thread; rounds as {@link Round} says.
 */
public final class TopicFollower implements Round, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private static final SharedAdmins ADMINS = SharedAdmins.ofProcess();

    private final FlowConfig config;
    private final TopicDeletes deletes;
    private final Duration interval;
    private final Consumer<Exception> onFailure;
    private volatile boolean stopped;
    private volatile @Nullable Rounds rounds;

    private SharedAdmins.@Nullable Lease source;
    private SharedAdmins.@Nullable Lease target;
    private @Nullable TopicSync sync;
    private String reported = "";

    /**
     * @param deletes whether copies are deleted after their sources
     * @param onFailure hears of a defect that ends the rounds
     */
    public TopicFollower(FlowConfig config, TopicDeletes deletes, Consumer<Exception> onFailure) {
        this.config = config;
        this.deletes = deletes;
        this.onFailure = onFailure;
        this.interval = TopicSyncSettings.shortestInterval(config);
    }

    public void start() {
        rounds = Rounds.begin(this, onFailure);
    }

    @Override
    public Duration run() throws InterruptedException {
        try {
            TopicSync open = sync;
            if (open == null) {
                open = open();
                sync = open;
            }
            note(open.runOnce());
            reported = "";
            return interval;
        } catch (RuntimeException e) {
            FlowMeter.of(config.flow()).tally().synced(true);
            report(e);
            return RETRY.compareTo(interval) < 0 ? RETRY : interval;
        }
    }

    private void note(SyncReport report) {
        FlowTally tally = FlowMeter.of(config.flow()).tally();
        tally.synced(!report.failures().isEmpty());
        report.done().forEach(action -> tally.changed(kind(action)));
    }

    private static SyncChange kind(TopicAction action) {
        if (action instanceof TopicAction.CreateTopic) {
            return SyncChange.TOPIC_CREATED;
        } else if (action instanceof TopicAction.AddPartitions) {
            return SyncChange.PARTITIONS_ADDED;
        } else if (action instanceof TopicAction.AlterConfigs) {
            return SyncChange.CONFIG_ALTERED;
        }
        return action instanceof TopicAction.DeleteTopic ? SyncChange.TOPIC_DELETED : SyncChange.ACLS_CREATED;
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

    @Override
    public void end() {
        sync = null;
        if (target != null) {
            target.close();
        }
        if (source != null) {
            source.close();
        }
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
        stopped = true;
        Rounds running = rounds;
        if (running != null) {
            running.close();
        }
    }
}
