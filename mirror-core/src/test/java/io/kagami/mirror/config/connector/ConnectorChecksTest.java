package io.kagami.mirror.config.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.source.MirrorSourceConnector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

class ConnectorChecksTest {

    private final Map<String, String> settings = new HashMap<>(Map.of(
            "name", "mirror",
            "source.cluster.alias", "A",
            "target.cluster.alias", "B",
            "source.cluster.bootstrap.servers", "a:9092",
            "target.cluster.bootstrap.servers", "b:9092",
            "topics", "orders"));

    @Test
    void rightSettingsHaveNoErrors() {
        assertThat(errors()).isEmpty();
    }

    @Test
    void eachKeyIsToldWhatIsWrongWithIt() {
        settings.put("topics", "orders, [");
        settings.put("refresh.topics.interval.seconds", "soon");
        settings.put("on.record-too-large", "panic");
        settings.remove("source.cluster.alias");

        assertThat(errors())
                .containsOnlyKeys(
                        "topics", "refresh.topics.interval.seconds", "on.record-too-large", "source.cluster.alias");
        assertThat(errors().get("topics")).singleElement().asString().contains("'[' is no regular expression");
        assertThat(errors().get("on.record-too-large")).singleElement().asString().contains("quarantine");
        assertThat(errors().get("source.cluster.alias")).singleElement().asString().contains("required");
    }

    @Test
    void whatIsWrongWithSeveralKeysTogetherIsToldOfOneOfThem() {
        settings.put("replication.mode", "batch");
        settings.put("transforms", "mask");
        assertThat(errors()).containsOnlyKeys("transforms");
        assertThat(errors().get("transforms"))
                .singleElement()
                .asString()
                .contains("replication.mode = batch excludes; write record or auto there, or leave this out");

        settings.remove("transforms");
        settings.put("target.cluster.alias", "A");
        assertThat(errors()).containsOnlyKeys("target.cluster.alias");
    }

    @Test
    void aClusterWithoutAnAddressIsMissed() {
        settings.remove("source.cluster.bootstrap.servers");
        assertThat(errors().get("source.cluster.bootstrap.servers"))
                .singleElement()
                .asString()
                .isEqualTo("required, but missing: brokers of the cluster that source.cluster.alias names");
        settings.put("source.admin.bootstrap.servers", "a:9092");
        assertThat(errors()).as("of one client only").isEmpty();
        settings.remove("target.cluster.bootstrap.servers");
        assertThat(errors()).containsOnlyKeys("target.cluster.bootstrap.servers");
    }

    private Map<String, List<String>> errors() {
        Map<String, List<String>> errors = new HashMap<>();
        for (ConfigValue value : new MirrorSourceConnector().validate(settings).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                assertThat(errors.put(value.name(), value.errorMessages()))
                        .as("one entry of " + value.name())
                        .isNull();
            }
        }
        return errors;
    }
}
