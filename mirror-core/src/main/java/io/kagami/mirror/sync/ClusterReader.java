package io.kagami.mirror.sync;

import static java.util.stream.Collectors.toMap;

import io.kagami.mirror.admin.Answers;
import io.kagami.mirror.admin.Chunks;
import io.kagami.mirror.sync.SyncFailure.OfCluster;
import io.kagami.mirror.sync.SyncFailure.OfTopic;
import io.kagami.mirror.sync.plan.TopicConfigs;
import io.kagami.mirror.sync.plan.TopicConfigs.Origin;
import io.kagami.mirror.sync.plan.TopicConfigs.Setting;
import io.kagami.mirror.sync.plan.TopicState;
import io.kagami.mirror.topology.ClusterAlias;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Reads one cluster into values. A topic that does not exist is absent from an answer; one that cannot be read is a failure.
 *
 * <p>Threading: one thread; blocks up to the client's {@code default.api.timeout.ms}.
 */
final class ClusterReader {

    private static final int TOPICS_PER_REQUEST = 500;
    private static final AclBindingFilter TOPIC_ACLS = new AclBindingFilter(
            new ResourcePatternFilter(ResourceType.TOPIC, null, PatternType.ANY), AccessControlEntryFilter.ANY);

    private final ClusterAlias cluster;
    private final Admin admin;

    ClusterReader(ClusterAlias cluster, Admin admin) {
        this.cluster = cluster;
        this.admin = admin;
    }

    /** What the cluster calls itself; differs after it was set up anew at the same address. */
    Reading<String> clusterId() throws InterruptedException {
        return whole("describe cluster", admin.describeCluster().clusterId(), "");
    }

    /** All topics but Kafka's own. */
    Reading<Set<String>> topicNames() throws InterruptedException {
        return whole("list topics", admin.listTopics().names(), Set.of());
    }

    /** The ids of all topics, Kafka's own among them; of brokers before 2.8, none. */
    Reading<Set<Uuid>> topicIds() throws InterruptedException {
        Reading<Collection<TopicListing>> listed = whole(
                "list topics",
                admin.listTopics(new ListTopicsOptions().listInternal(true)).listings(),
                List.of());
        Set<Uuid> ids = new HashSet<>();
        listed.value().forEach(topic -> ids.add(topic.topicId()));
        ids.remove(Uuid.ZERO_UUID);
        return new Reading<>(ids, listed.failures());
    }

    Reading<Map<String, TopicState>> topics(Collection<String> names) throws InterruptedException {
        return perTopic(
                "describe topics",
                names,
                chunk -> admin.describeTopics(chunk).topicNameValues(),
                ClusterReader::topicState);
    }

    Reading<Map<String, TopicConfigs>> configs(Collection<String> names) throws InterruptedException {
        return perTopic("describe topic configs", names, this::describeConfigs, (name, config) -> topicConfigs(config));
    }

    /** Bindings on topics; a cluster without an authorizer answers with {@code SecurityDisabledException} as the cause of a failure. */
    Reading<Collection<AclBinding>> topicAcls() throws InterruptedException {
        return whole("describe topic ACLs", admin.describeAcls(TOPIC_ACLS).values(), List.of());
    }

    private <T> Reading<T> whole(String operation, KafkaFuture<T> future, T none) throws InterruptedException {
        Answers<ClusterAlias, T> answers = Answers.await(Map.of(cluster, future));
        Throwable error = answers.errors().get(cluster);
        return error == null
                ? Reading.of(answers.values().getOrDefault(cluster, none))
                : new Reading<>(none, List.of(new OfCluster(cluster, operation, error)));
    }

    private <A, T> Reading<Map<String, T>> perTopic(
            String operation,
            Collection<String> names,
            Function<List<String>, Map<String, KafkaFuture<A>>> call,
            BiFunction<String, A, T> value)
            throws InterruptedException {
        Map<String, KafkaFuture<A>> futures = new HashMap<>();
        Chunks.of(names, TOPICS_PER_REQUEST, name -> 1).forEach(chunk -> futures.putAll(call.apply(chunk)));
        Answers<String, A> answers = Answers.await(futures);
        Map<String, T> values = new HashMap<>();
        answers.values().forEach((name, answer) -> values.put(name, value.apply(name, answer)));
        return new Reading<>(values, failures(operation, answers));
    }

    /** One failure for the cluster, instead of one for each topic, when no topic was answered for a reason that is no topic's. */
    private List<SyncFailure> failures(String operation, Answers<String, ?> answers) {
        Map<String, Throwable> errors = new HashMap<>(answers.errors());
        errors.values().removeIf(UnknownTopicOrPartitionException.class::isInstance);
        boolean clusterIsDown = answers.values().isEmpty()
                && !errors.isEmpty()
                && errors.values().stream().allMatch(RetriableException.class::isInstance);
        if (clusterIsDown) {
            return List.of(
                    new OfCluster(cluster, operation, errors.values().iterator().next()));
        }
        List<SyncFailure> failures = new ArrayList<>();
        errors.forEach((name, error) -> failures.add(new OfTopic(cluster, operation, name, error)));
        return failures;
    }

    private Map<String, KafkaFuture<Config>> describeConfigs(List<String> names) {
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        return admin.describeConfigs(resources).values().entrySet().stream()
                .collect(toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    }

    private static TopicState topicState(String name, TopicDescription description) {
        int replicas = description.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        return new TopicState(
                name, description.topicId(), description.partitions().size(), replicas);
    }

    private static TopicConfigs topicConfigs(Config config) {
        Map<String, Setting> settings = new HashMap<>();
        for (ConfigEntry entry : config.entries()) {
            if (entry.value() != null && !entry.isSensitive() && !entry.isReadOnly()) {
                settings.put(entry.name(), new Setting(entry.value(), origin(entry.source())));
            }
        }
        return new TopicConfigs(settings);
    }

    private static Origin origin(ConfigEntry.ConfigSource source) {
        return switch (source) {
            case DYNAMIC_TOPIC_CONFIG -> Origin.TOPIC;
            case DYNAMIC_DEFAULT_BROKER_CONFIG -> Origin.CLUSTER;
            case DEFAULT_CONFIG -> Origin.BUILT_IN;
            default -> Origin.BROKER;
        };
    }
}
