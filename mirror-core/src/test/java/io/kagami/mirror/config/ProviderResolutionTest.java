package io.kagami.mirror.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderResolutionTest {

    @Test
    void resolvesForClientsAndWorkersButNotForConnectors(@TempDir Path folder) throws IOException {
        Path secrets = Files.writeString(folder.resolve("s.properties"), "pw=hunter2\n");
        String reference = "${file:" + secrets + ":pw}";
        MirrorConfig config = MirrorConfig.parse(ConfigProblemsTest.file("""
                clusters=A,B
                A.bootstrap.servers=a:1
                B.bootstrap.servers=b:1
                A->B.enabled=true
                config.providers=file
                config.providers.file.class=org.apache.kafka.common.config.provider.FileConfigProvider
                B.ssl.key.password=REFERENCE
                """.replace("REFERENCE", reference)));
        ClusterAlias target = new ClusterAlias("B");
        assertThat(config.clientProperties(target)).containsEntry("ssl.key.password", "hunter2");
        assertThat(config.workerProperties(target)).containsEntry("producer.ssl.key.password", "hunter2");
        assertThat(config.sourceConnectorProperties(Flow.of("A", "B")))
                .containsEntry("target.cluster.ssl.key.password", reference);
        assertThat(config.describe(Flow.of("A", "B"))).containsEntry("target.cluster.ssl.key.password", reference);
    }
}
