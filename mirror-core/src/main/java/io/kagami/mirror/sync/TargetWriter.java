package io.kagami.mirror.sync;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.kagami.mirror.admin.Answers;
import io.kagami.mirror.admin.Chunks;
import io.kagami.mirror.sync.SyncFailure.OfTopic;
import io.kagami.mirror.sync.plan.TopicAction;
import io.kagami.mirror.sync.plan.TopicAction.AddPartitions;
import io.kagami.mirror.sync.plan.TopicAction.AlterConfigs;
import io.kagami.mirror.sync.plan.TopicAction.CreateAcls;
import io.kagami.mirror.sync.plan.TopicAction.CreateTopic;
import io.kagami.mirror.sync.plan.TopicAction.DeleteTopic;
import io.kagami.mirror.sync.refusal.RefusedConfigs;
import io.kagami.mirror.topology.ClusterAlias;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicIdException;

/**
 * Applies actions to the target. Each action succeeds or fails on its own, and every answer is awaited.
 *
 * <p>Threading: one thread; blocks up to the client's {@code default.api.timeout.ms}.
 */
final class TargetWriter {

    /** A KRaft controller refuses requests that create more than 10,000 partitions, or change more than 10,000 of most other things. */
    private static final int METADATA_ENTRIES_PER_REQUEST = 10_000;

    private final ClusterAlias cluster;
    private final Admin admin;
    private final RefusedConfigs refused;

    TargetWriter(ClusterAlias cluster, Admin admin, RefusedConfigs refused) {
        this.cluster = cluster;
        this.admin = admin;
        this.refused = refused;
    }

    /**
     * Somebody else having created the topic meanwhile is fine: the next round compares what they made. Configs the target does not take are left
     * out.
     */
    SyncReport create(Collection<CreateTopic> actions) throws InterruptedException {
        List<CreateTopic> possible = actions.stream().map(refused::possible).toList();
        SyncReport report = createAsTheyAre(possible);
        List<CreateTopic> others = new ArrayList<>();
        for (CreateTopic action : invalid(possible, report)) {
            if (refused.learn(action)) {
                others.add(refused.possible(action));
            }
        }
        return others.isEmpty() ? report : without(report, others).and(createAsTheyAre(others));
    }

    private SyncReport createAsTheyAre(Collection<CreateTopic> actions) throws InterruptedException {
        return apply("create topic", actions, this::createTopics, TopicExistsException.class::isInstance);
    }

    /** Somebody else having added partitions meanwhile is fine, too. */
    SyncReport grow(Collection<AddPartitions> actions) throws InterruptedException {
        return apply("add partitions", actions, this::createPartitions, InvalidPartitionsException.class::isInstance);
    }

    /** What the target does not take is left out, and the rest is done. */
    SyncReport alter(Collection<AlterConfigs> actions) throws InterruptedException {
        SyncReport report = alterAsTheyAre(actions);
        List<AlterConfigs> learnt = new ArrayList<>();
        List<AlterConfigs> others = new ArrayList<>();
        for (AlterConfigs action : invalid(actions, report)) {
            if (refused.learn(action)) {
                learnt.add(action);
                refused.possible(action).ifPresent(others::add);
            }
        }
        return learnt.isEmpty() ? report : without(report, learnt).and(alterAsTheyAre(others));
    }

    private SyncReport alterAsTheyAre(Collection<AlterConfigs> actions) throws InterruptedException {
        return apply("alter topic configs", actions, this::alterConfigs, error -> false);
    }

    /** Those in which some config is not what the target takes. */
    private static <A extends TopicAction> List<A> invalid(Collection<A> actions, SyncReport report) {
        Set<String> topics = report.failures().stream()
                .filter(failure -> failure.cause() instanceof InvalidConfigurationException)
                .map(SyncFailure::affected)
                .collect(toSet());
        return actions.stream()
                .filter(action -> topics.contains(action.topic()))
                .toList();
    }

    private static SyncReport without(SyncReport report, Collection<? extends TopicAction> actions) {
        Set<String> topics = actions.stream().map(TopicAction::topic).collect(toSet());
        List<SyncFailure> others = report.failures().stream()
                .filter(failure -> !topics.contains(failure.affected()))
                .toList();
        return new SyncReport(report.done(), others, report.remarks());
    }

    SyncReport allow(Collection<CreateAcls> actions) throws InterruptedException {
        return apply("create topic ACLs", actions, this::createAcls, error -> false);
    }

    /** Somebody else having deleted the topic meanwhile is fine. */
    SyncReport delete(Collection<DeleteTopic> actions) throws InterruptedException {
        return apply("delete topic", actions, this::deleteTopics, UnknownTopicIdException.class::isInstance);
    }

    private <A extends TopicAction> SyncReport apply(
            String operation,
            Collection<A> actions,
            Function<List<A>, Map<String, KafkaFuture<Void>>> call,
            Predicate<Throwable> alreadyDone)
            throws InterruptedException {
        Map<String, KafkaFuture<Void>> futures = new HashMap<>();
        Chunks.of(actions, METADATA_ENTRIES_PER_REQUEST, TopicAction::metadataEntries)
                .forEach(chunk -> futures.putAll(call.apply(chunk)));
        Map<String, Throwable> errors = Answers.await(futures).errors();
        List<TopicAction> done = new ArrayList<>();
        List<SyncFailure> failures = new ArrayList<>();
        for (A action : actions) {
            Throwable error = errors.get(action.topic());
            if (error == null) {
                done.add(action);
            } else if (!alreadyDone.test(error)) {
                failures.add(new OfTopic(cluster, operation, action.topic(), error));
            }
        }
        return new SyncReport(done, failures, List.of());
    }

    private Map<String, KafkaFuture<Void>> createTopics(List<CreateTopic> actions) {
        List<NewTopic> topics = actions.stream()
                .map(action -> new NewTopic(action.topic(), action.partitions(), action.replicationFactor())
                        .configs(action.configs()))
                .toList();
        return admin.createTopics(topics).values();
    }

    private Map<String, KafkaFuture<Void>> deleteTopics(List<DeleteTopic> actions) {
        Map<Uuid, KafkaFuture<Void>> deleted = admin.deleteTopics(TopicCollection.ofTopicIds(
                        actions.stream().map(DeleteTopic::topicId).toList()))
                .topicIdValues();
        return actions.stream()
                .collect(toMap(TopicAction::topic, action -> Objects.requireNonNull(deleted.get(action.topicId()))));
    }

    private Map<String, KafkaFuture<Void>> createPartitions(List<AddPartitions> actions) {
        return admin.createPartitions(actions.stream()
                        .collect(toMap(TopicAction::topic, action -> NewPartitions.increaseTo(action.to()))))
                .values();
    }

    private Map<String, KafkaFuture<Void>> alterConfigs(List<AlterConfigs> actions) {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = actions.stream()
                .collect(toMap(
                        action -> new ConfigResource(ConfigResource.Type.TOPIC, action.topic()),
                        TargetWriter::operations));
        return admin.incrementalAlterConfigs(changes).values().entrySet().stream()
                .collect(toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    }

    private static Collection<AlterConfigOp> operations(AlterConfigs action) {
        Stream<AlterConfigOp> sets = action.sets().entrySet().stream()
                .map(set -> new AlterConfigOp(
                        new ConfigEntry(set.getKey(), set.getValue().to()), OpType.SET));
        Stream<AlterConfigOp> removals = action.removals().keySet().stream()
                .map(property -> new AlterConfigOp(new ConfigEntry(property, null), OpType.DELETE));
        return Stream.concat(sets, removals).toList();
    }

    private Map<String, KafkaFuture<Void>> createAcls(List<CreateAcls> actions) {
        List<AclBinding> bindings =
                actions.stream().flatMap(action -> action.bindings().stream()).toList();
        Map<AclBinding, KafkaFuture<Void>> created = admin.createAcls(bindings).values();
        return actions.stream()
                .collect(toMap(
                        TopicAction::topic,
                        action -> KafkaFuture.allOf(
                                action.bindings().stream().map(created::get).toArray(KafkaFuture<?>[]::new))));
    }
}
