package io.kagami.mirror.sync;

import io.kagami.mirror.topology.ClusterAlias;
import org.apache.kafka.common.errors.RetriableException;

/** Something that could not be read or changed in this round; it is tried again in the next one. */
public sealed interface SyncFailure {

    /** The cluster that was asked. */
    ClusterAlias cluster();

    /** What was tried, such as {@code create topic}. */
    String operation();

    /** Why it failed. */
    Throwable cause();

    /** The topic or topics that are affected. */
    String affected();

    /** What may end it. */
    default Kind kind() {
        return cause() instanceof RetriableException ? Kind.RETRIABLE : Kind.FATAL;
    }

    /** Whether a failure can end by itself. */
    enum Kind {
        /** May pass by itself. */
        RETRIABLE,
        /** Stays until somebody changes a setting, a right or a cluster. */
        FATAL
    }

    /** One topic is affected, others are not. */
    record OfTopic(ClusterAlias cluster, String operation, String topic, Throwable cause) implements SyncFailure {

        @Override
        public String affected() {
            return topic;
        }
    }

    /** Nothing could be learned from the cluster, so the rest of the round's work that needs it was left out. */
    record OfCluster(ClusterAlias cluster, String operation, Throwable cause) implements SyncFailure {

        @Override
        public String affected() {
            return "all topics";
        }
    }
}
