package io.kagami.mirror.wire.fetch;

import org.apache.kafka.common.protocol.Errors;

/** What a fetch error of one partition asks for: decided once, here. */
enum FetchErrors {
    /** There are records. */
    NONE,
    /** The leader or the topic moved: ask for metadata and try again. */
    STALE_METADATA,
    /** The broker has trouble of its own: try again. */
    TRANSIENT,
    /** The offset is not in the log. */
    OUT_OF_RANGE,
    /** Somebody has to do something: a right is missing, the data is damaged. */
    REFUSED;

    /** Whether such an error is a matter of time. */
    boolean passes() {
        return this == STALE_METADATA || this == TRANSIENT;
    }

    static FetchErrors of(Errors error) {
        return switch (error) {
            case NONE -> NONE;
            case NOT_LEADER_OR_FOLLOWER,
                    FENCED_LEADER_EPOCH,
                    UNKNOWN_LEADER_EPOCH,
                    REPLICA_NOT_AVAILABLE,
                    UNKNOWN_TOPIC_OR_PARTITION,
                    UNKNOWN_TOPIC_ID,
                    INCONSISTENT_TOPIC_ID,
                    LEADER_NOT_AVAILABLE -> STALE_METADATA;
            case KAFKA_STORAGE_ERROR, OFFSET_NOT_AVAILABLE, REQUEST_TIMED_OUT -> TRANSIENT;
            case OFFSET_OUT_OF_RANGE -> OUT_OF_RANGE;
            default -> REFUSED;
        };
    }
}
