package io.kagami.mirror.checkpoint.group;

import io.kagami.mirror.topology.ClusterAlias;
import org.apache.kafka.common.KafkaException;

/** A cluster does not tell about its groups now. */
public final class GroupsUnavailableException extends KafkaException {

    private static final long serialVersionUID = 1;

    GroupsUnavailableException(String operation, ClusterAlias cluster, Throwable cause) {
        super("cannot %s of %s: %s".formatted(operation, cluster, cause.getMessage()), cause);
    }
}
