package io.kagami.mirror.source.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.event.EventKind;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {

    @ParameterizedTest
    @CsvSource({
        "MESSAGE_TOO_LARGE, RECORD_TOO_LARGE",
        "INVALID_TIMESTAMP, TIMESTAMP_REFUSED",
        "CORRUPT_MESSAGE, CORRUPT_BATCH",
        "TOPIC_AUTHORIZATION_FAILED, TARGET_NOT_AUTHORIZED",
        "KAFKA_STORAGE_ERROR, TARGET_STORAGE",
        "NOT_ENOUGH_REPLICAS, TARGET_STORAGE",
        "LEADER_NOT_AVAILABLE, TARGET_UNAVAILABLE",
        "INVALID_RECORD, RECORD_REFUSED",
        "POLICY_VIOLATION, RECORD_REFUSED"
    })
    void aTargetsErrorIsAnEvent(Errors error, EventKind kind) {
        assertThat(Refusals.atTarget(error)).isEqualTo(kind);
    }

    @Test
    void onlyWhatOneRecordMayCauseIsTriedRecordByRecord() {
        assertThat(Refusals.ofSingleRecords(EventKind.TIMESTAMP_REFUSED)).isTrue();
        assertThat(Refusals.ofSingleRecords(EventKind.TARGET_NOT_AUTHORIZED)).isFalse();
    }

    @Test
    void aSourcesErrorIsAnEventOfTheSource() {
        assertThat(Refusals.atSource(Errors.TOPIC_AUTHORIZATION_FAILED)).isEqualTo(EventKind.SOURCE_NOT_AUTHORIZED);
        assertThat(Refusals.atSource(Errors.UNSUPPORTED_COMPRESSION_TYPE)).isEqualTo(EventKind.SOURCE_REFUSED);
    }
}
