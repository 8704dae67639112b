package io.kagami.mirror.config.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.MirrorConfig;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoopChecksTest {

    private static final String POLICY = "replication.policy.class";
    private static final String IDENTITY = "org.apache.kafka.connect.mirror.IdentityReplicationPolicy";
    private static final String MODE = "replication.mode";

    @Test
    void letsBothWaysPassWhereNamesTellTheSource() {
        assertThat(problems(Map.of("A->B.enabled", "true", "B->A.enabled", "true")))
                .isEmpty();
    }

    @Test
    void letsKeptNamesPassBothWaysInOneMode() {
        Map<String, String> both = Map.of(
                "A->B.enabled",
                "true",
                "B->A.enabled",
                "true",
                "B->A.sync.topic.configs.enabled",
                "false",
                POLICY,
                IDENTITY);
        assertThat(problems(both)).isEmpty();

        Map<String, String> records = new HashMap<>(both);
        records.put(MODE, "record");
        assertThat(problems(records)).isEmpty();
    }

    @Test
    void warnsOfWhatDoesNotHoldWhereBothSidesWriteToOneTopic() {
        assertThat(problems(Map.of(
                        "A->B.enabled",
                        "true",
                        "B->A.enabled",
                        "true",
                        "A->B.sync.group.offsets.enabled",
                        "true",
                        POLICY,
                        IDENTITY)))
                .contains("WARNING A->B.sync.group.offsets.enabled", "skip some and read others twice")
                .contains("WARNING B->A.sync.topic.configs.enabled")
                .doesNotContain("ERROR");
    }

    @Test
    void refusesKeptNamesBothWaysInTwoModes() {
        assertThat(problems(Map.of(
                        "A->B.enabled", "true", "B->A.enabled", "true", POLICY, IDENTITY, "A->B." + MODE, "record")))
                .contains("A->B and B->A keep topics' names, but one copies batches and the other records");
    }

    @Test
    void letsTwoModesPassWhereTopicsDiffer() {
        assertThat(problems(Map.of(
                        "A->B.enabled",
                        "true",
                        "B->A.enabled",
                        "true",
                        "A->B.topics",
                        "orders, payments",
                        "B->A.topics",
                        "commands.*",
                        POLICY,
                        IDENTITY,
                        "A->B." + MODE,
                        "record")))
                .isEmpty();
    }

    @Test
    void refusesNamesThatAreKeptOneWayOnly() {
        assertThat(problems(Map.of("A->B.enabled", "true", "B->A.enabled", "true", "B->A." + POLICY, IDENTITY)))
                .contains("ERROR B->A." + POLICY)
                .contains("B->A keeps topics' names and A->B does not");
    }

    @Test
    void letsNamesBeKeptOneWayWhereCopiesAreNotTaken() {
        assertThat(problems(Map.of(
                        "A->B.enabled",
                        "true",
                        "B->A.enabled",
                        "true",
                        "A->B.topics.exclude",
                        "commands",
                        "B->A.topics",
                        "commands",
                        "B->A." + POLICY,
                        IDENTITY)))
                .isEmpty();
    }

    @Test
    void refusesKeptNamesRoundThreeClustersInBatchMode() {
        Map<String, String> ring =
                Map.of("A->B.enabled", "true", "B->C.enabled", "true", "C->A.enabled", "true", POLICY, IDENTITY);
        assertThat(problems(ring)).contains("A->B, B->C, C->A lead back to where records came from");

        Map<String, String> records = new HashMap<>(ring);
        records.put(MODE, "record");
        assertThat(problems(records)).isEmpty();
    }

    @Test
    void letsARingPassWhereNamesTellTheSource() {
        assertThat(problems(Map.of("A->B.enabled", "true", "B->C.enabled", "true", "C->A.enabled", "true")))
                .isEmpty();
    }

    /** As validate would say it; the clusters are A, B and C. */
    private static String problems(Map<String, String> flows) {
        Map<String, String> file = new HashMap<>(flows);
        file.put("clusters", "A, B, C");
        for (String alias : new String[] {"A", "B", "C"}) {
            file.put(alias + ".bootstrap.servers", alias.toLowerCase(java.util.Locale.ROOT) + ":9092");
        }
        return MirrorConfig.check(file).toString();
    }
}
