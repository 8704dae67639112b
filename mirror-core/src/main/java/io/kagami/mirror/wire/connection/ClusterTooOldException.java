package io.kagami.mirror.wire.connection;

import io.kagami.mirror.topology.ClusterAlias;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** A broker knows no version of a request that is needed. */
public final class ClusterTooOldException extends KafkaException {

    private static final long serialVersionUID = 1L;

    ClusterTooOldException(ClusterAlias cluster, UnsupportedVersionException cause) {
        super("cluster " + cluster + " is too old: " + cause.getMessage(), cause);
    }
}
