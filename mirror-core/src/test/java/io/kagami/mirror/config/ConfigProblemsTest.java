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
                        ERROR backup.bootstrap.servers: required, but missing: host:port of one or more brokers
                        ERROR primary.bootstrap.servers = a:9092, b: 'b' is not host:port
                        ERROR prmary->backup.enabled: 'prmary' is not one of the clusters [backup, primary]; did you mean 'primary->backup.enabled'?
                        ERROR primary->backup.enabled = true # yes: expected true or false; '# yes' is part of the value: in a properties file a comment needs a line of its own
                        ERROR primary->backup.topics = [a: '[a' is no regular expression: Unclosed character class
                        ERROR refresh.topics.interval.seconds = 0: expected at least 1 second, or a negative number for off
                        WARNING consumer.fetch.max.bytes: has no effect at the top level; write <alias>.consumer.fetch.max.bytes
                        WARNING primary->backup.topics.blacklist: has no effect any more: MirrorMaker 2 has removed it; write primary->backup.topics.exclude
                        WARNING primary.consumer.fetch.max.byts: unknown, has no effect for a consumer; did you mean 'primary.consumer.fetch.max.bytes'?
                        WARNING primary.sasl.jaas.config = [hidden]: is this a comment? It is part of the value: in a properties file a comment needs a line of its own
                        WARNING primary.topics: has no effect for a cluster; write A->B.topics or topics
                        WARNING topcis: unknown, has no effect at the top level; did you mean 'topics'?""");
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
    void saysHowABeginningIsWritten() throws IOException {
        assertThat(MirrorConfig.check(file(TWO_CLUSTERS + """
                A->B.enabled = true
                A->B.start.from = timestamp:2026-01-31T06:00:00
                """)))
                .hasToString("ERROR A->B.start.from = timestamp:2026-01-31T06:00:00: expected earliest, latest, or"
                        + " timestamp: with a time and its zone, not before 1970, such as"
                        + " timestamp:2026-01-31T06:00:00Z or timestamp:2026-01-31T06:00:00+09:00");
        assertThat(MirrorConfig.check(file(TWO_CLUSTERS + """
                A->B.enabled = true
                A->B.consumer.auto.offset.reset = none
                """)))
                .hasToString("WARNING A->B.consumer.auto.offset.reset = none: has no effect, copying begins with the"
                        + " earliest record; write start.from");
    }

    @Test
    void refusesTwoFlowsWithSyncsInOneTopic() throws IOException {
        String bothWays = TWO_CLUSTERS + "A->B.enabled = true\nB->A.enabled = true\n";
        for (String location : List.of("source", "target")) {
            assertThat(MirrorConfig.check(file(bothWays + "offset-syncs.topic.location = " + location))
                            .all())
                    .isEmpty();
        }
        String apart = bothWays + "B->A.offset-syncs.topic.location = target\n";
        assertThat(MirrorConfig.check(file(apart)))
                .hasToString("ERROR B->A.offset-syncs.topic.location: offset syncs of B->A and of A->B would be in one"
                        + " topic, mm2-offset-syncs.B.internal on A, where they cannot be told apart; write the same"
                        + " location for both");
        assertThat(MirrorConfig.check(file(apart + "A->B.emit.offset-syncs.enabled = false"))
                        .all())
                .isEmpty();
    }

    @Test
    void keepsApartFromTheConnectClusterOfMirrorMaker() throws IOException {
        assertThat(MirrorConfig.check(file(TWO_CLUSTERS + """
                A->B.enabled = true
                config.storage.topic = mm2-configs
                B.group.id = mm2
                B.kagami.group.id = mine
                kagami.config.storage.topic = mine
                """))).hasToString("""
                        WARNING B.group.id = mm2: taken for what MirrorMaker 2's Connect uses, from which ours is kept apart; to name ours, write kagami.group.id or <alias>.kagami.group.id
                        WARNING config.storage.topic = mm2-configs: taken for what MirrorMaker 2's Connect uses, from which ours is kept apart; to name ours, write kagami.config.storage.topic or <alias>.kagami.config.storage.topic""");
    }

    @Test
    void namesTheToolWhoseKeyItIsAndTheAliasThatIsNone() throws IOException {
        assertThat(MirrorConfig.check(file(TWO_CLUSTERS + """
                A->B.enabled = true
                topic.whitelist = x
                C.bootstrap.servers = c:1
                add.source.alias.to.metrics = true
                B.status.storage.replication.factor = 0
                """))).hasToString("""
                        ERROR B.status.storage.replication.factor = 0: expected 1 or more, or -1 for the cluster's default
                        WARNING C.bootstrap.servers: 'C' is not one of the clusters [A, B]; add it there, or leave this out
                        WARNING add.source.alias.to.metrics: has no effect any more: MirrorMaker 2 has removed it; leave it out
                        WARNING topic.whitelist: a key of Confluent Replicator, has no effect here; write topics""");
    }

    @Test
    void tellsUnknownKeysFromOtherWarnings() throws IOException {
        ConfigProblems problems = MirrorConfig.check(file(TWO_CLUSTERS + """
                A->B.enabled = true
                topcis = x
                topics.blacklist = x
                """));
        assertThat(problems.all())
                .filteredOn(ConfigProblem::isUnknownKey)
                .extracting(ConfigProblem::key)
                .containsExactly("topcis");
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
