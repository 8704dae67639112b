package io.kagami.mirror.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * Whether a topic that is read as the last record of each key keeps them: one that was created by hand, or by a client that wrote to it, may delete
 * what is old. Kafka Connect asks the same of its own topics.
 *
 * <p>Threading: stateless; blocks.
 */
public final class Compaction {

    private Compaction() {}

    /**
     * Why the topic does not keep what is written to it, and what to do; empty where it does, and where the cluster does not tell us, or not yet.
     *
     * @throws ExecutionException if the cluster cannot be asked now
     */
    public static Optional<String> objection(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Map<ConfigResource, Config> configs =
                    admin.describeConfigs(List.of(resource)).all().get();
            return Optional.ofNullable(configs.get(resource)).flatMap(config -> objection(topic, config));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException
                    || e.getCause() instanceof UnsupportedVersionException
                    || e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    static Optional<String> objection(String topic, Config config) {
        return Optional.ofNullable(config.get(TopicConfig.CLEANUP_POLICY_CONFIG))
                .map(ConfigEntry::value)
                .filter(policy -> !policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT))
                .map(policy -> "topic " + topic + " has cleanup.policy=" + policy
                        + ", so that what is kept there would expire; set it with: kafka-configs.sh --alter --entity-type topics --entity-name "
                        + topic + " --add-config cleanup.policy=compact");
    }
}
