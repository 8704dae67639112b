package io.kagami.mirror.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventKindTest {

    @ParameterizedTest
    @EnumSource(EventKind.class)
    void isFoundByItsKeyAndExplainsItself(EventKind kind) {
        assertThat(EventKind.of(kind.key())).isEqualTo(kind);
        assertThat(kind.key()).matches("[a-z]+(-[a-z]+)*");
        assertThat(kind.meaning()).endsWith(".");
        assertThat(kind.advice()).endsWith(".").doesNotContain("\n");
    }

    @ParameterizedTest
    @EnumSource(EventKind.class)
    void whateverMayLoseRecordsCanBeMadeToStopThePartition(EventKind kind) {
        if (kind.severity() == Severity.ERROR) {
            assertThat(kind.allowedPolicies()).contains(EventPolicy.FAIL);
        }
        assertThat(kind.allowedPolicies()).doesNotHaveDuplicates();
    }

    @Test
    void onlyRecordsThatWereReadCanBePutAside() {
        assertThat(Arrays.stream(EventKind.values())
                        .filter(kind -> kind.allowedPolicies().contains(EventPolicy.QUARANTINE)))
                .containsExactlyInAnyOrder(
                        EventKind.CORRUPT_BATCH,
                        EventKind.RECORD_TOO_LARGE,
                        EventKind.TIMESTAMP_REFUSED,
                        EventKind.RECORD_REFUSED);
    }

    @Test
    void aChosenPolicyCountsAndTheOthersKeepTheirDefault() {
        EventPolicies policies = new EventPolicies(Map.of(EventKind.CORRUPT_BATCH, EventPolicy.QUARANTINE));

        assertThat(policies.of(EventKind.CORRUPT_BATCH)).isEqualTo(EventPolicy.QUARANTINE);
        assertThat(policies.of(EventKind.RECORD_TOO_LARGE)).isEqualTo(EventPolicy.FAIL);
        assertThat(policies.of(EventKind.TOPIC_RECREATED)).isEqualTo(EventPolicy.RESTART);
    }

    @Test
    void aPolicyThatMakesNoSenseForAKindIsRefused() {
        assertThatThrownBy(() -> new EventPolicies(Map.of(EventKind.THROTTLED, EventPolicy.QUARANTINE)))
                .hasMessageContaining("throttled");
    }
}
