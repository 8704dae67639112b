package io.kagami.mirror.source.origin;

import io.kagami.mirror.access.Login;
import io.kagami.mirror.admin.SharedAdmins;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.identity.AcceptedIds;
import io.kagami.mirror.config.loop.FlowNaming;
import io.kagami.mirror.config.mode.ReplicationMode;
import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.filter.ListedTopics;
import io.kagami.mirror.offset.origin.NoteCodec;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.position.OffsetSyncTopic;
import io.kagami.mirror.topology.ClusterAlias;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/**
 * Stands before a flow's first record, and before its first topic: asks both clusters who they are, reads what this flow and others noted of
 * themselves, and refuses a flow that would send records or names round, or copy from another cluster than before.
 *
 * <p>A flow notes itself before it looks for others a second time. So of two flows that begin at once and must not run together, at least one
 * sees the other.
 *
 * <p>Threading: one thread at a time; blocks.
 */
public final class LoopGuard {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final FlowConfig config;
    private final FlowNaming naming;
    private final AcceptedIds accepted;

    /** Of a flow's source connector. */
    public LoopGuard(FlowConfig config) {
        this.config = config;
        this.naming = FlowNaming.of(config, config.replicationMode());
        this.accepted = config.acceptedIds();
    }

    /**
     * For a task, which may copy once this returns. Where names tell the source, topics are created only by a connector that has noted itself,
     * so that the task need not.
     *
     * @throws LoopException if the flow must not copy
     * @throws KafkaException if a cluster cannot be asked now
     */
    public Origins admitTask() throws InterruptedException {
        return naming.keepsNames() ? admitConnector() : look(ids());
    }

    /**
     * For a connector, which may create topics once this returns; notes the flow in its sync log.
     *
     * @throws LoopException if the flow must not copy
     * @throws KafkaException if a cluster cannot be asked now
     */
    public Origins admitConnector() throws InterruptedException {
        LoopRules rules = ids();
        Origins before = look(rules);
        OffsetSyncLog log = new OffsetSyncLog(OffsetSyncTopic.of(config));
        log.createIfAbsent();
        store(log, rules, NoteCodec.value(rules.note(topics(), before.flowsIntoSource())));
        try {
            return look(rules);
        } catch (LoopException refused) {
            store(log, rules, NoteCodec.takenBack());
            throw refused;
        }
    }

    /**
     * Why the flow would not be admitted now; empty if it would. Notes nothing.
     *
     * @throws KafkaException if a cluster cannot be asked now
     */
    public Optional<String> refusal() throws InterruptedException {
        try {
            Origins unused = look(ids());
            return Optional.empty();
        } catch (LoopException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    /**
     * What speaks against carrying positions of groups from one side to the other; empty if nothing does.
     *
     * @throws KafkaException if a cluster cannot be asked now
     */
    public Optional<String> objectionToPositions() throws InterruptedException {
        if (!naming.keepsNames()) {
            return Optional.empty();
        }
        OriginLogs atSource = new OriginLogs(config.sourceConsumer());
        atSource.read();
        return ids().mixedOrder(atSource.flows());
    }

    /**
     * The cluster id of the source, as it answers now.
     *
     * @throws KafkaException if it cannot be asked now
     */
    public String sourceId() throws InterruptedException {
        return clusterId(config.flow().source(), config.sourceAdmin());
    }

    private LoopRules ids() throws InterruptedException {
        return new LoopRules(
                naming, sourceId(), clusterId(config.flow().target(), config.targetAdmin()), accepted.shared());
    }

    private Origins look(LoopRules rules) throws InterruptedException {
        OriginLogs atSource = new OriginLogs(config.sourceConsumer());
        OriginLogs atTarget = new OriginLogs(config.targetConsumer());
        String ownLog = OffsetSyncTopic.of(config).name();
        if (rules.areTwins()) {
            refuseIfOne(rules);
        }
        if (rules.areTwins() || !rules.sourceId().equals(rules.targetId())) {
            atSource.read();
            if (naming.keepsNames()) {
                atTarget.read();
            } else {
                atTarget.readOnly(ownLog);
            }
        }
        refuse(EventKind.FLOW_REFUSED, rules.refusal(atSource.flows(), atTarget.flows(), atSource.topics()));
        refuse(
                EventKind.SOURCE_REPLACED,
                new FormerSource(config.flow(), ownLog, atTarget.last(ownLog, rules.targetId()))
                        .refusal(rules.sourceId(), accepted));
        return new Origins(
                config.flow(),
                rules.sourceId(),
                rules.targetId(),
                naming.keepsNames() && naming.mode() == ReplicationMode.BATCH,
                atSource,
                config.internalTopics().syncLog(config.flow().target()));
    }

    private void refuseIfOne(LoopRules rules) throws InterruptedException {
        refuse(
                EventKind.FLOW_REFUSED,
                TopicIds.inCommon(
                                TopicIds.of(config.flow().source(), config.sourceAdmin(), PATIENCE),
                                TopicIds.of(config.flow().target(), config.targetAdmin(), PATIENCE))
                        .map(rules::oneCluster));
    }

    private static void refuse(EventKind kind, Optional<String> refusal) {
        if (refusal.isPresent()) {
            throw new LoopException(kind, refusal.get());
        }
    }

    private String topics() {
        return naming.listed().equals(ListedTopics.any())
                ? ""
                : config.baseline().topics();
    }

    private static void store(OffsetSyncLog log, LoopRules rules, byte[] value) {
        log.store(List.of(log.record(NoteCodec.flowKey(rules.sourceId()), value)), PATIENCE);
    }

    private static String clusterId(ClusterAlias alias, Map<String, Object> settings) throws InterruptedException {
        try (SharedAdmins.Lease admin = SharedAdmins.ofProcess().lease(settings)) {
            String id = admin.admin().describeCluster().clusterId().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (id == null || id.isEmpty()) {
                throw new KafkaException("cluster " + alias + " tells no cluster id");
            }
            return id;
        } catch (ExecutionException e) {
            String reason = Login.of(settings).refusal(e).orElse("it does not tell who it is: " + e.getMessage());
            throw new KafkaException("cluster " + alias + " cannot be used: " + reason, e.getCause());
        } catch (TimeoutException silent) {
            throw new KafkaException(
                    "cluster " + alias + " has not answered for " + PATIENCE.toSeconds() + " s", silent);
        }
    }
}
