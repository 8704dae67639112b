package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.ClientSecurity;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The source asks for TLS and a password, the target for nothing. */
class SecuredSourceIT {

    @Test
    void copiesWithTheSettingsAUserWritesForTheSource() {
        try (EmbeddedCluster a = EmbeddedCluster.builder()
                        .name("A")
                        .security(ClientSecurity.SASL_SSL_SCRAM)
                        .start();
                EmbeddedCluster b = EmbeddedCluster.builder().name("B").start()) {
            assertThat(a.clientProperties()).containsEntry("security.protocol", "SASL_SSL");
            RecordSet records = RecordSet.of("secured", 2, 5_000);
            a.createTopic(records.topic(), 2);
            TopicWriter.write(a.clientProperties(), records, WriteStyle.codec("snappy"));

            try (RunningFlow flow = new RunningFlow(a, b, Map.of("A->B.topics", records.topic()))) {
                CopyAt.of(b, records).awaitAll(records, Duration.ofSeconds(30));
                flow.assertNoTaskFailed();
            }
            CopyAt.of(b, records).assertPerfect(records);
        }
    }
}
