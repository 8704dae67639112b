package io.kagami.mirror.validation.checks;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.keys.FlowDefinition;
import io.kagami.mirror.filter.ConfigPropertySelection;
import io.kagami.mirror.sync.plan.ConfigPlanner;
import io.kagami.mirror.sync.plan.TopicConfigs;
import io.kagami.mirror.sync.plan.TopicConfigs.Origin;
import io.kagami.mirror.sync.plan.TopicConfigs.Setting;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.validation.finding.FileKeys;
import io.kagami.mirror.validation.finding.Finding;
import io.kagami.mirror.validation.finding.Where;
import io.kagami.mirror.validation.online.Answers;
import io.kagami.mirror.validation.online.OnlineCheck;
import io.kagami.mirror.validation.online.ReachedCluster;
import io.kagami.mirror.validation.online.ReachedClusters;
import io.kagami.mirror.validation.online.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * Whether a source topic may hold batches that its copy may not. Where the property follows, the copy has, or will have, the source's value.
 *
 * @param config the file
 * @param keys of it
 * @param flow whose topics
 */
record MessageSizeCheck(MirrorConfig config, FileKeys keys, Flow flow) implements OnlineCheck {

    private static final String LIMIT = TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
    private static final String BROKERS_LIMIT = "message.max.bytes";

    @Override
    public String subject() {
        return "message sizes";
    }

    @Override
    public Where where() {
        return Where.of(flow);
    }

    @Override
    public Set<ClusterAlias> asks() {
        return Set.of(flow.source(), flow.target());
    }

    @Override
    public List<Finding> run(ReachedClusters clusters)
            throws ExecutionException, InterruptedException, TimeoutException {
        FlowConfig settings = config.flowConfig(flow);
        ReachedCluster source = clusters.get(flow.source());
        ReachedCluster target = clusters.get(flow.target());
        Map<String, Config> originals = source.topicConfigs(source.topics(settings.topicSelection()::selects));
        Map<String, String> copyNames = new TreeMap<>();
        originals.forEach(
                (topic, unused) -> copyNames.put(topic, settings.remoteTopics().remote(topic)));
        Set<String> present = target.topics(copyNames::containsValue);
        Map<String, Config> copies = target.topicConfigs(present);
        OptionalInt usual = brokersLimit(target);
        List<String> smaller = new ArrayList<>();
        copyNames.forEach((topic, copy) -> {
            boolean there = present.contains(copy);
            ConfigEntry original = entry(originals, topic);
            if (original == null || staysEqual(settings, original, there)) {
                return;
            }
            OptionalInt limit = there ? limit(entry(copies, copy)) : usual;
            int wanted = Integer.parseInt(original.value());
            if (limit.isPresent() && wanted > limit.getAsInt()) {
                smaller.add("%s (%d, %s %d)".formatted(topic, wanted, copy, limit.getAsInt()));
            }
        });
        return smaller.isEmpty() ? List.of() : List.of(finding(smaller));
    }

    /** A copy is created with what follows; later on, it follows where that is not switched off. */
    private static boolean staysEqual(FlowConfig settings, ConfigEntry original, boolean there) {
        return follows(settings, original) && (!there || configsFollow(settings));
    }

    private Finding finding(List<String> smaller) {
        return Finding.warning(
                keys.at(config.written(flow, FlowDefinition.CONFIG_EXCLUDE)).about(flow),
                LIMIT + " is larger at " + flow.source() + " than at " + flow.target() + ": " + Words.list(smaller)
                        + "; a record above the target's limit is a record-too-large event",
                "raise it at " + flow.target() + ", or let it follow: sync.topic.configs.enabled = true, and " + LIMIT
                        + " not in config.properties.exclude");
    }

    private static boolean configsFollow(FlowConfig settings) {
        return settings.syncTopicConfigsInterval().isPresent();
    }

    /** As the flow itself would decide. */
    private static boolean follows(FlowConfig settings, ConfigEntry original) {
        ConfigPropertySelection properties = settings.configPropertySelection();
        ConfigPlanner planner = new ConfigPlanner(properties::selects, properties::copiesSourceDefault);
        TopicConfigs configs =
                new TopicConfigs(Map.of(LIMIT, new Setting(original.value(), origin(original.source()))));
        return planner.wanted(configs).values().containsKey(LIMIT);
    }

    private static Origin origin(ConfigSource source) {
        return switch (source) {
            case DYNAMIC_TOPIC_CONFIG -> Origin.TOPIC;
            case DYNAMIC_DEFAULT_BROKER_CONFIG -> Origin.CLUSTER;
            case DEFAULT_CONFIG -> Origin.BUILT_IN;
            default -> Origin.BROKER;
        };
    }

    private static OptionalInt brokersLimit(ReachedCluster cluster)
            throws ExecutionException, InterruptedException, TimeoutException {
        Node broker = cluster.await(cluster.admin().describeCluster().nodes())
                .iterator()
                .next();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, broker.idString());
        Config config = Answers.await(
                        cluster,
                        cluster.admin().describeConfigs(List.of(resource)).values())
                .values()
                .get(resource);
        return config == null ? OptionalInt.empty() : limit(config.get(BROKERS_LIMIT));
    }

    private static @Nullable ConfigEntry entry(Map<String, Config> configs, String topic) {
        Config config = configs.get(topic);
        return config == null ? null : config.get(LIMIT);
    }

    private static OptionalInt limit(@Nullable ConfigEntry entry) {
        return entry == null || entry.value() == null
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(entry.value()));
    }
}
