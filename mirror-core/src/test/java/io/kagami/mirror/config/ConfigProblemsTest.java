package io.kagami.mirror.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ConfigProblemsTest {

    private static final String TWO_CLUSTERS = """
            clusters = A, B
            A.bootstrap.servers = a:9092
            B.bootstrap.servers = b:9092
            """;

    @Test
    void reportsEverythingAtOnce() throws IOException {
        ConfigProblems problems = MirrorConfig.check(file("""
                clusters = primary, backup
                primary.bootstrap.servers = a:9092, b
                primary.sasl.jaas.config = Login required password="hunter2"; # mine
                primary.consumer.fetch.max.byts = 1
                primary.topics = x
                prmary->backup.enabled = true
                primary->backup.enabled = true # yes
                primary->backup.topics = [a
                primary->backup.topics.blacklist = x
                topcis = y
                consumer.fetch.max.bytes = 5
                refresh.topics.interval.seconds = 0
                """));
        assertThat(problems.toString()).isEqualTo("""
                        golden""");
    }

    @Test
    void saysThatClustersAreMissingAndNothingElse() throws IOException {
        assertThat(MirrorConfig.check(file("cluster = A, B\nA.x = y\n")))
                .hasToString(
                        "ERROR clusters: required, but missing: aliases separated by commas; did you mean 'cluster'?");
    }

    @Test
    void saysWhichFlowsAreDisabledIfNoneIsEnabled() throws IOException {
        assertThat(MirrorConfig.check(file(TWO_CLUSTERS + "A->B.enabled = false\nB->A.topics = x\n")))
                .hasToString("ERROR A->B.enabled: no flow is enabled (disabled: A->B, B->A); true for at least one");
    }

    @Test
    void seesFlowsCutAtASpace() throws IOException {
        assertThat(MirrorConfig.check(file(TWO_CLUSTERS + "A->B.enabled = true\nA -> B.topics = x\n")))
                .hasToString("ERROR A = -> B.topics = x: a flow's setting is written A->B.key, without spaces");
    }

    @Test
    void seesOneClusterUnderTwoNames() throws IOException {
        assertThat(MirrorConfig.check(file("""
                clusters=A,B
                A.bootstrap.servers=a:1,b:1
                B.bootstrap.servers=b:1, a:1
                A->B.enabled=true
                """)))
                .hasToString(
                        "WARNING B.bootstrap.servers = b:1, a:1: the same brokers as 'A': one cluster under two names?");
    }

    @Test
    void refusesClustersOnTheCommandLineThatTheFileDoesNotHave() throws IOException {
        MirrorConfig config = MirrorConfig.parse(file(TWO_CLUSTERS + "A->B.enabled = true\n"));
        assertThat(config.requireClusters(List.of())).isEqualTo(config.clusters());
        assertThatThrownBy(() -> config.requireClusters(List.of("b")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("ERROR --clusters: 'b' is not one of [A, B]; did you mean 'B'?");
    }

    static Map<String, String> file(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        Map<String, String> settings = new HashMap<>();
        properties.forEach((key, value) -> settings.put(String.valueOf(key), String.valueOf(value)));
        return settings;
    }
}
