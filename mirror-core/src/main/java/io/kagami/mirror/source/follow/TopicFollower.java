package io.kagami.mirror.source.follow;

import io.kagami.mirror.admin.SharedAdmins;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.deletes.TopicDeletes;
import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.FlowEvents;
import io.kagami.mirror.event.TopicEvent;
import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.metrics.FlowTally;
import io.kagami.mirror.metrics.SyncChange;
import io.kagami.mirror.rounds.Round;
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
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Topic sync for one connector, as rounds.
 *
 * <p>Threading: as {@link Round} says.
 */
public final class TopicFollower implements Round {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private static final SharedAdmins ADMINS = SharedAdmins.ofProcess();
    private static final Clock CLOCK = Clock.systemUTC();
    /** In the place of a topic's name. */
    private static final String ALL = "(all)";

    private final FlowConfig config;
    private final TopicDeletes deletes;
    private final Duration interval;
    private final LoopGuard guard;

    private SharedAdmins.@Nullable Lease source;
    private SharedAdmins.@Nullable Lease target;
    private @Nullable TopicSync sync;
    private @Nullable Origins admitted;
    private String reported = "";

    /**
     * @param deletes whether copies are deleted after their sources
     */
    public TopicFollower(FlowConfig config, TopicDeletes deletes) {
        this.config = config;
        this.deletes = deletes;
        this.interval = TopicSyncSettings.shortestInterval(config);
        this.guard = new LoopGuard(config);
    }

    @Override
    public Duration run(BooleanSupplier isClosing) throws InterruptedException {
        try {
            TopicSync open = sync;
            if (open == null || isElsewhere()) {
                sync = null;
                open = open();
                sync = open;
            }
            note(open.runOnce());
            reported = "";
            return interval;
        } catch (RuntimeException e) {
            if (!isClosing.getAsBoolean()) {
                FlowMeter.of(config.flow()).tally().synced(true);
                report(e);
            }
            return RETRY.compareTo(interval) < 0 ? RETRY : interval;
        }
    }

    /** Whether the source has become another cluster, as far as it tells; what was seen at the one says nothing of the other. */
    private boolean isElsewhere() throws InterruptedException {
        Origins before = admitted;
        try {
            return before != null && !before.isFrom(guard.sourceId());
        } catch (KafkaException silent) {
            return false; // the round finds that, too
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
        admitted = guard.admitConnector();
        new FirstLook(config).take(source.admin());
        if (target == null) {
            target = ADMINS.lease(config.targetAdmin());
        }
        Optional<Deletion> deletion = deletes.enabled()
                ? Optional.of(new Deletion(deletes, new FlowCopies(config, target.admin())))
                : Optional.empty();
        return new TopicSync(source.admin(), target.admin(), TopicSyncSettings.of(config), deletion, CLOCK);
    }

    @Override
    public void end() {
        Utils.closeQuietly(target, "admin client of the target");
        Utils.closeQuietly(source, "admin client of the source");
    }

    private void report(RuntimeException e) {
        String trouble = String.valueOf(e.getMessage());
        if (!trouble.equals(reported)) {
            if (e instanceof LoopException refused) {
                EventKind kind = refused.kind();
                LOG.error("{}: {}. {} flow={}", kind.key(), trouble, kind.advice(), config.flow());
                FlowEvents.of(config.flow()).add(new TopicEvent(kind, config.flow(), ALL, trouble, CLOCK.instant()));
            } else {
                LOG.warn("cannot follow topics now, will keep trying flow={}", config.flow(), e);
            }
            reported = trouble;
        }
    }
}
