package io.kagami.mirror.config.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.topology.Flow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricSettingsTest {

    private static Map<String, String> file(String key, String value) {
        Map<String, String> file = new HashMap<>(Map.of(
                "clusters", "A, B",
                "A.bootstrap.servers", "a:9092",
                "B.bootstrap.servers", "b:9092",
                "A->B.enabled", "true"));
        file.put(key, value);
        return file;
    }

    private static List<ConfigProblem> problems(String key, String value) {
        return MirrorConfig.check(file(key, value)).all();
    }

    @Test
    void showEverythingUnderMirrorMakersOldNamesUnlessToldOtherwise() {
        assertThat(MetricSettings.from(Map.of())).isEqualTo(new MetricSettings(true, true, true, false));
    }

    @Test
    void areTakenFromTheTopLevelAndFromTheFlow() {
        for (String prefix : List.of("", "A->B.")) {
            assertThat(read(prefix + MetricSettings.PARTITIONS, "false").perPartition())
                    .isFalse();
            assertThat(read(prefix + MetricSettings.GROUPS, "false").perGroup()).isFalse();
            assertThat(read(prefix + MetricSettings.NAMES_FORMATS, "new"))
                    .isEqualTo(new MetricSettings(true, true, false, true));
            assertThat(read(prefix + MetricSettings.NAMES_FORMATS, "legacy, new"))
                    .isEqualTo(new MetricSettings(true, true, true, true));
        }
    }

    private static MetricSettings read(String key, String value) {
        assertThat(problems(key, value)).isEmpty();
        return MetricSettings.from(MirrorConfig.parse(file(key, value)).sourceConnectorProperties(Flow.of("A", "B")));
    }

    @Test
    void areNamedWhereTheyAreMisspelt() {
        assertThat(problems("metrics.partition.enabled", "false"))
                .singleElement()
                .asString()
                .contains("metrics.partitions.enabled");
        assertThat(problems("A->B.metric.names.formats", "old"))
                .singleElement()
                .asString()
                .contains("expected one of [legacy, new]");
        assertThat(problems("metrics.groups.enabled", "no"))
                .singleElement()
                .asString()
                .contains("expected true or false");
    }
}
