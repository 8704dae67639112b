package io.kagami.mirror.source.trouble;

import io.kagami.mirror.event.EventKind;
import org.apache.kafka.common.protocol.Errors;

/** Which kind of event a broker's error is: decided once, here. */
public final class Refusals {

    private Refusals() {}

    /** Why the target does not take a batch. */
    public static EventKind atTarget(Errors error) {
        return switch (error) {
            case MESSAGE_TOO_LARGE, RECORD_LIST_TOO_LARGE -> EventKind.RECORD_TOO_LARGE;
            case INVALID_TIMESTAMP -> EventKind.TIMESTAMP_REFUSED;
            case CORRUPT_MESSAGE -> EventKind.CORRUPT_BATCH;
            case TOPIC_AUTHORIZATION_FAILED, CLUSTER_AUTHORIZATION_FAILED -> EventKind.TARGET_NOT_AUTHORIZED;
            case KAFKA_STORAGE_ERROR, NOT_ENOUGH_REPLICAS, NOT_ENOUGH_REPLICAS_AFTER_APPEND -> EventKind.TARGET_STORAGE;
            case LEADER_NOT_AVAILABLE,
                    NOT_LEADER_OR_FOLLOWER,
                    NETWORK_EXCEPTION,
                    REQUEST_TIMED_OUT,
                    UNKNOWN_TOPIC_OR_PARTITION,
                    UNKNOWN_TOPIC_ID -> EventKind.TARGET_UNAVAILABLE;
            default -> EventKind.RECORD_REFUSED;
        };
    }

    /** Why the source does not let itself be read. */
    public static EventKind atSource(Errors error) {
        return switch (error) {
            case TOPIC_AUTHORIZATION_FAILED, CLUSTER_AUTHORIZATION_FAILED -> EventKind.SOURCE_NOT_AUTHORIZED;
            case CORRUPT_MESSAGE -> EventKind.CORRUPT_BATCH;
            default -> EventKind.SOURCE_REFUSED;
        };
    }

    /** Whether it may be the fault of one record among many, so that the others would be taken without it. */
    public static boolean ofSingleRecords(EventKind kind) {
        return switch (kind) {
            case RECORD_TOO_LARGE, TIMESTAMP_REFUSED, CORRUPT_BATCH, RECORD_REFUSED -> true;
            default -> false;
        };
    }
}
