package io.kagami.mirror.source;

import io.kagami.mirror.topology.Flow;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which source topics are compacted. Records of these may vanish from the middle, so the number of records since a position is no
 * way to find another position.
 *
 * <p>Threading: one thread; blocks.
 */
final class CompactedTopics {

    private static final Logger LOG = LoggerFactory.getLogger(CompactedTopics.class);

    private CompactedTopics() {}

    /** Those of the topics that are compacted, or of which nobody would say. */
    static Set<String> among(Collection<String> topics, Map<String, Object> sourceAdmin, Flow flow)
            throws InterruptedException {
        if (topics.isEmpty()) {
            return Set.of();
        }
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        Set<String> compacted = new HashSet<>();
        try (Admin admin = Admin.create(sourceAdmin)) {
            for (Map.Entry<ConfigResource, KafkaFuture<Config>> answer :
                    admin.describeConfigs(resources).values().entrySet()) {
                String topic = answer.getKey().name();
                if (isCompacted(topic, answer.getValue(), flow)) {
                    compacted.add(topic);
                }
            }
        }
        return compacted;
    }

    private static boolean isCompacted(String topic, KafkaFuture<Config> answer, Flow flow)
            throws InterruptedException {
        try {
            ConfigEntry policy = answer.get().get(TopicConfig.CLEANUP_POLICY_CONFIG);
            return policy != null && policy.value().contains(TopicConfig.CLEANUP_POLICY_COMPACT);
        } catch (ExecutionException e) {
            LOG.debug("taken for compacted, as the source does not say flow={} topic={}", flow, topic, e);
            return true;
        }
    }
}
