package io.kagami.mirror.wire.produce;

import org.apache.kafka.common.protocol.Errors;

/** What a produce error of one partition asks for: decided once, here. */
enum ProduceErrors {
    NONE,
    /** The leader or the topic moved: ask for metadata and send again. */
    STALE_METADATA,
    /** The broker cannot write just now: send again. */
    TRANSIENT,
    /** Nobody knows whether it was written: send again, where the broker would know a repeat. */
    UNKNOWN_OUTCOME,
    /** The broker holds another last sequence than ours. */
    OUT_OF_SEQUENCE,
    /** The batch is larger than the topic takes: its parts may not be. */
    TOO_LARGE,
    /** Sending the same bytes again does not help: they are damaged, too many, or not allowed. */
    REFUSED;

    /** Whether the same batch would be refused again. */
    boolean isFinal() {
        return this == REFUSED || this == TOO_LARGE;
    }

    /** Whether it may have been written all the same: a leader may lose its office after it wrote, before all replicas have it. */
    boolean leavesOutcomeUnknown() {
        return this == UNKNOWN_OUTCOME || this == STALE_METADATA;
    }

    /** Whether the leader may be another one than was thought. */
    boolean asksForMetadata() {
        return this == STALE_METADATA || this == UNKNOWN_OUTCOME;
    }

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
                    BROKER_NOT_AVAILABLE -> STALE_METADATA;
            case NETWORK_EXCEPTION, REQUEST_TIMED_OUT, KAFKA_STORAGE_ERROR, NOT_ENOUGH_REPLICAS_AFTER_APPEND ->
                UNKNOWN_OUTCOME;
            case NOT_ENOUGH_REPLICAS, THROTTLING_QUOTA_EXCEEDED, COORDINATOR_LOAD_IN_PROGRESS -> TRANSIENT;
            case OUT_OF_ORDER_SEQUENCE_NUMBER,
                    DUPLICATE_SEQUENCE_NUMBER,
                    UNKNOWN_PRODUCER_ID,
                    INVALID_PRODUCER_EPOCH,
                    PRODUCER_FENCED -> OUT_OF_SEQUENCE;
            case MESSAGE_TOO_LARGE, RECORD_LIST_TOO_LARGE -> TOO_LARGE;
            default -> REFUSED;
        };
    }
}
