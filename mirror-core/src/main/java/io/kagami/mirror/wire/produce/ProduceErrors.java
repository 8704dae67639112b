package io.kagami.mirror.wire.produce;

import org.apache.kafka.common.protocol.Errors;

/** What a produce error of one partition asks for: decided once, here. */
enum ProduceErrors {
    NONE,
    /** The leader or the topic moved: ask for metadata and send again. */
    STALE_METADATA,
    /** The broker cannot write just now: send again. */
    TRANSIENT,
    /** The broker holds another last sequence than ours. */
    OUT_OF_SEQUENCE,
    /** Sending the same bytes again does not help: they are damaged, too many, or not allowed. */
    REFUSED;

    static ProduceErrors of(Errors error) {
        return switch (error) {
            case NONE -> NONE;
            case NOT_LEADER_OR_FOLLOWER,
                    FENCED_LEADER_EPOCH,
                    UNKNOWN_LEADER_EPOCH,
                    LEADER_NOT_AVAILABLE,
                    UNKNOWN_TOPIC_OR_PARTITION,
                    UNKNOWN_TOPIC_ID,
                    REPLICA_NOT_AVAILABLE,
                    BROKER_NOT_AVAILABLE,
                    NETWORK_EXCEPTION -> STALE_METADATA;
            case NOT_ENOUGH_REPLICAS,
                    NOT_ENOUGH_REPLICAS_AFTER_APPEND,
                    REQUEST_TIMED_OUT,
                    KAFKA_STORAGE_ERROR,
                    THROTTLING_QUOTA_EXCEEDED,
                    COORDINATOR_LOAD_IN_PROGRESS -> TRANSIENT;
            case OUT_OF_ORDER_SEQUENCE_NUMBER,
                    DUPLICATE_SEQUENCE_NUMBER,
                    UNKNOWN_PRODUCER_ID,
                    INVALID_PRODUCER_EPOCH,
                    PRODUCER_FENCED -> OUT_OF_SEQUENCE;
            default -> REFUSED;
        };
    }
}
