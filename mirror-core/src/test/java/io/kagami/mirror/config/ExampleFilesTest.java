package io.kagami.mirror.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.topology.Flow;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ExampleFilesTest {

    @Test
    void theTemplateHasNoProblemAndMirrorsFromAToB() {
        PropertiesFile file = PropertiesFile.read(Path.of("../config/connect-mirror-maker.properties"));
        assertThat(file.warnings().all()).isEmpty();
        MirrorConfig config = MirrorConfig.parse(file.settings());
        assertThat(config.warnings().all()).isEmpty();
        assertThat(config.flows()).containsExactly(Flow.of("A", "B"));
    }

    @Test
    void theUsersFirstFileWorksAsItStands() throws IOException {
        MirrorConfig config = MirrorConfig.parse(ConfigProblemsTest.file("""
                clusters = A,B
                A.bootstrap.servers = a-kafka:9092
                B.bootstrap.servers = b-kafka:9092
                A->B.enabled = true
                A->B.topics = test
                B->A.enabled = false
                B->A.topics = .*
                replication.factor = 1
                checkpoints.topic.replication.factor = 1
                heartbeats.topic.replication.factor = 1
                offset-syncs.topic.replication.factor = 1
                offset.storage.replication.factor = 1
                status.storage.replication.factor = 1
                config.storage.replication.factor = 1
                """));
        assertThat(config.warnings().all()).isEmpty();
        FlowConfig flow = FlowConfig.from(config.sourceConnectorProperties(Flow.of("A", "B")));
        assertThat(flow.replicationFactor()).contains((short) 1);
        assertThat(flow.topicSelection().selects("test")).isTrue();
        assertThat(flow.topicSelection().selects("other")).isFalse();
        assertThat(flow.remoteTopics().remote("test")).isEqualTo("A.test");
        assertThat(flow.offsetSyncsTopic()).isEqualTo("mm2-offset-syncs.B.internal");
        assertThat(flow.writesSyncsForOthers()).isFalse();
        assertThat(config.workerProperties(flow.flow().target()))
                .containsEntry("bootstrap.servers", "b-kafka:9092")
                .containsEntry("offset.storage.replication.factor", "1");
    }
}
