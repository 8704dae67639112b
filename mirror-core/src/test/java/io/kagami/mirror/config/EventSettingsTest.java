package io.kagami.mirror.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventPolicies;
import io.kagami.mirror.event.EventPolicy;
import io.kagami.mirror.topology.Flow;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class EventSettingsTest {

    private static final String FILE = """
            clusters = A, B
            A.bootstrap.servers = a:9092
            B.bootstrap.servers = b:9092
            A->B.enabled = true
            """;

    @Test
    void aFlowHasItsOwnPolicyBeforeThatOfAllFlows() throws IOException {
        EventPolicies policies = policies("""
                on.record-too-large = quarantine
                on.timestamp-refused = quarantine
                A->B.on.timestamp-refused = fail
                """);

        assertThat(policies.of(EventKind.RECORD_TOO_LARGE)).isEqualTo(EventPolicy.QUARANTINE);
        assertThat(policies.of(EventKind.TIMESTAMP_REFUSED)).isEqualTo(EventPolicy.FAIL);
        assertThat(policies.of(EventKind.TOPIC_RECREATED)).isEqualTo(EventPolicy.RESTART);
    }

    @Test
    void aSlipIsNoticed() throws IOException {
        assertThat(MirrorConfig.check(ConfigProblemsTest.file(FILE + """
                A->B.on.record-to-large = quarantine
                A->B.on.corrupt-batch = restart
                on.topic-recreated = fial
                """))).hasToString("""
                        ERROR A->B.on.corrupt-batch = restart: expected one of [fail, quarantine]
                        ERROR on.topic-recreated = fial: expected one of [restart, fail]
                        WARNING A->B.on.record-to-large: unknown, has no effect for a flow; did you mean 'A->B.on.record-too-large'?""");
    }

    private static EventPolicies policies(String settings) throws IOException {
        MirrorConfig config = MirrorConfig.parse(ConfigProblemsTest.file(FILE + settings));
        return FlowConfig.from(config.sourceConnectorProperties(Flow.of("A", "B")))
                .eventPolicies();
    }
}
