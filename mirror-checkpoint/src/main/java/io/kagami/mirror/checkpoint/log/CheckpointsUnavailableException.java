package io.kagami.mirror.checkpoint.log;

import io.kagami.mirror.topology.ClusterAlias;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;

/** The checkpoints topic cannot be created, read or written now. */
public final class CheckpointsUnavailableException extends KafkaException {

    private static final long serialVersionUID = 1;

    private final ClusterAlias cluster;

    CheckpointsUnavailableException(String operation, CheckpointTopic topic, Throwable cause) {
        super(
                "cannot %s the checkpoints topic %s on %s: %s"
                        .formatted(operation, topic.name(), topic.cluster(), cause.getMessage()),
                cause);
        this.cluster = topic.cluster();
    }

    /** The cluster that holds the topic. */
    public ClusterAlias cluster() {
        return cluster;
    }

    /** Whether it stays so until somebody gives us the right to it. */
    public boolean isForbidden() {
        return getCause() instanceof AuthorizationException;
    }
}
