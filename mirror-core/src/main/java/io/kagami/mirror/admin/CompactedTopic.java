package io.kagami.mirror.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * A topic mirroring keeps for itself: one partition, compacted.
 *
 * @param name of the topic
 * @param replicationFactor empty for the cluster's default
 */
public record CompactedTopic(String name, Optional<Short> replicationFactor) {

    /** What became of an attempt to create it. */
    public enum Outcome {
        CREATED,
        THERE_ALREADY,
        /** By somebody else, perhaps: it may be there all the same. */
        NOT_ALLOWED
    }

    /**
     * Creates it where there is none.
     *
     * @throws KafkaException if the cluster cannot be asked now, or refuses for another reason than lacking rights
     */
    public Outcome createIfAbsent(Map<String, Object> adminSettings) throws InterruptedException {
        NewTopic wanted = new NewTopic(name, Optional.of(1), replicationFactor)
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        try (SharedAdmins.Lease lease = SharedAdmins.ofProcess().lease(adminSettings)) {
            Admin admin = lease.admin();
            if (admin.listTopics().names().get().contains(name)) {
                return Outcome.THERE_ALREADY;
            }
            admin.createTopics(List.of(wanted)).all().get();
            return Outcome.CREATED;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return Outcome.THERE_ALREADY;
            }
            if (e.getCause() instanceof AuthorizationException) {
                return Outcome.NOT_ALLOWED;
            }
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        }
    }
}
