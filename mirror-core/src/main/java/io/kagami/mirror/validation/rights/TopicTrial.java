package io.kagami.mirror.validation.rights;

import io.kagami.mirror.validation.online.ReachedCluster;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Asks for something and lets Kafka only validate it. Kafka looks at rights first, so whatever else it may have against the request, this user
 * has them.
 *
 * @param cluster that is asked
 */
record TopicTrial(ReachedCluster cluster) {

    private static final String A_WEEK_MS = "604800000";
    private static final int MORE_THAN_ANY = 1 << 20;

    /** Whether the cluster refuses to do this with the topic for want of rights. */
    boolean isRefused(String topic, AclOperation operation)
            throws ExecutionException, InterruptedException, TimeoutException {
        return switch (operation) {
            case CREATE -> isRefused(create(topic));
            case ALTER -> isRefused(grow(topic));
            case ALTER_CONFIGS -> isRefused(configure(topic));
            case DESCRIBE_CONFIGS ->
                isRefused(cluster.admin()
                        .describeConfigs(List.of(new ConfigResource(ConfigResource.Type.TOPIC, topic)))
                        .all());
            default -> throw new IllegalArgumentException("no trial tells of " + operation);
        };
    }

    private KafkaFuture<Void> create(String topic) {
        return cluster.admin()
                .createTopics(
                        List.of(new NewTopic(topic, Optional.of(1), Optional.empty())),
                        new CreateTopicsOptions().validateOnly(true).retryOnQuotaViolation(false))
                .all();
    }

    private KafkaFuture<Void> grow(String topic) {
        return cluster.admin()
                .createPartitions(
                        Map.of(topic, NewPartitions.increaseTo(MORE_THAN_ANY)),
                        new CreatePartitionsOptions().validateOnly(true).retryOnQuotaViolation(false))
                .all();
    }

    private KafkaFuture<Void> configure(String topic) {
        AlterConfigOp set = new AlterConfigOp(
                new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, A_WEEK_MS), AlterConfigOp.OpType.SET);
        return cluster.admin()
                .incrementalAlterConfigs(
                        Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(set)),
                        new AlterConfigsOptions().validateOnly(true))
                .all();
    }

    private boolean isRefused(KafkaFuture<?> asked) throws InterruptedException, TimeoutException, ExecutionException {
        try {
            var unused = cluster.await(asked);
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw e;
            }
            return e.getCause() instanceof AuthorizationException;
        }
    }
}
