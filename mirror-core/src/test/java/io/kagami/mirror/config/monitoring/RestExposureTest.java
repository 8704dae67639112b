package io.kagami.mirror.config.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.topology.Flow;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestExposureTest {

    private static final String BASIC_AUTH =
            "org.apache.kafka.connect.rest.basic.auth.extension.BasicAuthSecurityRestExtension";

    private final Map<String, String> file = new HashMap<>(Map.of(
            "clusters", "A, B",
            "A.bootstrap.servers", "a:9092",
            "B.bootstrap.servers", "b:9092",
            "A->B.enabled", "true"));

    @Test
    void warnsOfAnApiThatIsOpenToEverybody() {
        for (String open : new String[] {
            "http://0.0.0.0:8083", "http://host-1:8083", "http://:8083", "http://localhost:8083, https://host-1:8443"
        }) {
            file.put("listeners", open);
            assertThat(MirrorConfig.check(file).all()).as(open).singleElement().satisfies(problem -> {
                assertThat(problem.severity()).isEqualTo(ConfigProblem.Severity.WARNING);
                assertThat(problem.toString())
                        .startsWith("WARNING listeners = " + open + ": opens Connect's whole REST API")
                        .contains("rest.extension.classes")
                        .contains("docs/rest.md");
            });
        }
        file.put("B.listeners", "http://0.0.0.0:8083");
        assertThat(MirrorConfig.check(file).all())
                .singleElement()
                .extracting(ConfigProblem::key)
                .isEqualTo("B.listeners");
    }

    @Test
    void isQuietWhereNobodyElseGetsIn() {
        assertThat(MirrorConfig.check(file).all()).as("none").isEmpty();
        file.put("B.listeners", "http://localhost:8083, http://127.0.0.1:8084");
        assertThat(MirrorConfig.check(file).all()).as("this machine").isEmpty();

        file.put("B.listeners", "https://host-1:8443");
        file.put("listeners.https.ssl.client.auth", "required");
        assertThat(MirrorConfig.check(file).all()).as("certificates").isEmpty();

        file.put("B.listeners", "http://host-1:8083");
        assertThat(MirrorConfig.check(file).all()).as("not over http").hasSize(1);
        file.put("rest.extension.classes", BASIC_AUTH);
        assertThat(MirrorConfig.check(file).all()).as("passwords").isEmpty();
    }

    @Test
    void anAddressThatIsNoneIsAnErrorBeforeAnythingStarts() {
        for (String wrong : new String[] {
            "http://localhost:banana",
            "localhost:8083",
            "http://localhost",
            "http://localhost:8083;",
            "http://localhost:70000"
        }) {
            file.put("B.listeners", "http://localhost:0, " + wrong);
            assertThat(MirrorConfig.check(file).all())
                    .as(wrong)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.toString())
                            .startsWith("ERROR B.listeners = http://localhost:0, " + wrong
                                    + ": expected http:// or https://"));
        }
        file.put("B.listeners", "https://[::1]:8443, http://:0");
        assertThat(MirrorConfig.check(file).all()).noneMatch(ConfigProblem::isError);
    }

    @Test
    void connectorsDoNotLearnTheSecretsOfTheApi() {
        file.put("B.listeners.https.ssl.keystore.password", "hidden");
        file.put("B.rest.client.password", "hidden");
        file.put("rest.client.password", "hidden");
        MirrorConfig config = MirrorConfig.parse(file);
        for (ConnectorKind kind : ConnectorKind.values()) {
            assertThat(config.connectorProperties(Flow.of("A", "B"), kind).values())
                    .doesNotContain("hidden");
        }
        assertThat(config.workerProperties(Flow.of("A", "B").target()))
                .containsEntry("listeners.https.ssl.keystore.password", "hidden")
                .containsEntry("rest.client.password", "hidden");
    }
}
