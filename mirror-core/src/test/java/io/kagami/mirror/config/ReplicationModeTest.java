package io.kagami.mirror.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The mode in a file: which values it has, what it cannot be combined with, and how what it needs gets to the connector. */
class ReplicationModeTest {

    private static final Flow FLOW = Flow.of("A", "B");

    @Test
    void namesEverythingThatBatchModeCannotHonourAtOnce() {
        List<String> errors = errors(Map.of(
                "A->B.replication.mode", "batch",
                "A->B.transforms", "mark",
                "A->B.transforms.mark.type", "org.apache.kafka.connect.transforms.InsertHeader",
                "predicates", "isNoise",
                "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                "B.exactly.once.source.support", "enabled"));

        assertThat(errors)
                .hasSize(4)
                .anyMatch(
                        error -> error.startsWith("ERROR A->B.transforms = mark: needs records to pass through Connect,"
                                + " which A->B.replication.mode = batch excludes"))
                .anyMatch(error -> error.startsWith("ERROR predicates = isNoise"))
                .anyMatch(error -> error.startsWith("ERROR value.converter = "))
                .anyMatch(error -> error.startsWith("ERROR B.exactly.once.source.support = enabled"));
    }

    @Test
    void leavesTheChoiceToUsWhereNothingIsSaid() {
        assertThat(errors(Map.of("A->B.transforms", "mark", "exactly.once.source.support", "enabled")))
                .isEmpty();
    }

    @Test
    void knowsOnlyThreeModes() {
        assertThat(errors(Map.of("replication.mode", "batches")))
                .containsExactly("ERROR replication.mode = batches: expected one of [auto, batch, record]");
    }

    @Test
    void passesTransformsAndSettingsOfConvertersFromTheTopLevelToo() {
        Map<String, String> settings = Map.of(
                "transforms", "mark",
                "transforms.mark.type", "org.apache.kafka.connect.transforms.InsertHeader",
                "transforms.mark.header", "origin",
                "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                "value.converter.schemas.enable", "false",
                "replication.mode", "record");
        MirrorConfig config = MirrorConfig.parse(file(settings));

        assertThat(config.sourceConnectorProperties(FLOW)).containsAllEntriesOf(settings);
        assertThat(config.warnings().all()).isEmpty();
    }

    @Test
    void passesExactlyOnceToWorkersFromTheTopLevelUnlessTheTargetSaysOtherwise() {
        Map<String, String> file = file(Map.of("exactly.once.source.support", "enabled"));
        assertThat(MirrorConfig.parse(file).workerProperties(new ClusterAlias("B")))
                .containsEntry("exactly.once.source.support", "enabled");

        file.put("B.exactly.once.source.support", "preparing");
        assertThat(MirrorConfig.parse(file).workerProperties(new ClusterAlias("B")))
                .containsEntry("exactly.once.source.support", "preparing");
    }

    private static List<String> errors(Map<String, String> settings) {
        return MirrorConfig.check(file(settings)).all().stream()
                .filter(ConfigProblem::isError)
                .map(ConfigProblem::toString)
                .toList();
    }

    private static Map<String, String> file(Map<String, String> settings) {
        Map<String, String> file = new HashMap<>(settings);
        file.put("clusters", "A, B");
        file.put("A.bootstrap.servers", "a:9092");
        file.put("B.bootstrap.servers", "b:9092");
        file.put("A->B.enabled", "true");
        return file;
    }
}
