package io.kagami.mirror.source.position;

import io.kagami.mirror.topology.ClusterAlias;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The offset-syncs topic could not be found, created or written; worth another try. */
final class OffsetSyncLogUnavailableException extends KafkaException {

    private static final long serialVersionUID = 1L;

    OffsetSyncLogUnavailableException(String topic, ClusterAlias cluster, @Nullable Throwable cause) {
        super(
                "topic " + topic + " of cluster " + cluster + " could not be found, created or written: "
                        + (cause == null ? "no reason given" : cause.getMessage()),
                cause);
    }
}
