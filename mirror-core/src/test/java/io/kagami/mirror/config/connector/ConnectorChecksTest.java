package io.kagami.mirror.config.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.source.MirrorSourceConnector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

/** What a Connect worker answers when somebody sends it the settings of a connector. */
class ConnectorChecksTest {

    private static final Map<String, String> SOUND = Map.of(
            "name", "mirror",
            "connector.class", MirrorSourceConnector.class.getName(),
            "source.cluster.alias", "A",
            "target.cluster.alias", "B",
            "source.cluster.bootstrap.servers", "a:9092",
            "target.cluster.bootstrap.servers", "b:9092");

    @Test
    void theKeysOfMirrorMakerAreEnough() {
        assertThat(problems(Map.of())).isEmpty();
        assertThat(problems(Map.of("offset.lag.max", "10", "consumer.poll.timeout.ms", "500", "tasks.max", "4")))
                .isEmpty();
    }

    @Test
    void whatIsMissingIsNamedWithWhatWasMeant() {
        Map<String, String> without = new HashMap<>(SOUND);
        without.remove("source.cluster.alias");
        without.remove("source.cluster.bootstrap.servers");
        without.put("source.cluster.boostrap.servers", "a:9092");

        assertThat(problemsOf(without).keySet())
                .containsExactly("source.cluster.alias", "source.cluster.bootstrap.servers");
        assertThat(problemsOf(without).get("source.cluster.bootstrap.servers"))
                .contains("brokers of the source cluster", "did you mean 'source.cluster.boostrap.servers'?");
    }

    @Test
    void anAddressMayBeWrittenForEachClient() {
        Map<String, String> perClient = new HashMap<>(SOUND);
        perClient.remove("source.cluster.bootstrap.servers");
        perClient.put("source.admin.bootstrap.servers", "a:9092");

        assertThat(problemsOf(perClient).keySet()).containsExactly("source.cluster.bootstrap.servers");
        perClient.put("source.consumer.bootstrap.servers", "a:9092");
        assertThat(problemsOf(perClient)).isEmpty();
    }

    @Test
    void wrongValuesAreFoundAllAtOnce() {
        assertThat(problems(Map.of(
                                "refresh.topics.interval.seconds",
                                "soon",
                                "offset-syncs.topic.replication.factor",
                                "many",
                                "topics",
                                "orders[",
                                "replication.mode",
                                "bytes",
                                "target.cluster.alias",
                                "A"))
                        .keySet())
                .containsExactly(
                        "offset-syncs.topic.replication.factor",
                        "refresh.topics.interval.seconds",
                        "replication.mode",
                        "topics");
        assertThat(problems(Map.of("target.cluster.alias", "A")).get("target.cluster.alias"))
                .contains("another alias than source.cluster.alias");
    }

    @Test
    void batchesCannotBeTransformed() {
        assertThat(problems(Map.of("replication.mode", "batch", "transforms", "mask"))
                        .get("transforms"))
                .contains("needs records to pass through Connect");
    }

    @Test
    void recordModeHasToBeToldItsConverters() {
        Map<String, String> problems = problems(Map.of("transforms", "mask"));

        assertThat(problems.keySet()).containsExactly("header.converter", "key.converter", "value.converter");
        assertThat(problems.get("value.converter"))
                .contains("hidden from connectors", "org.apache.kafka.connect.converters.ByteArrayConverter");
        assertThat(problems.get("header.converter")).contains("BytesOrTextHeaders");
    }

    private static Map<String, String> problems(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(SOUND);
        settings.putAll(more);
        return problemsOf(settings);
    }

    /** The first problem of each key, sorted. */
    private static Map<String, String> problemsOf(Map<String, String> settings) {
        List<ConfigValue> values =
                new MirrorSourceConnector().validate(settings).configValues();
        Map<String, String> problems = new TreeMap<>();
        values.stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .forEach(value ->
                        problems.put(value.name(), value.errorMessages().get(0)));
        return problems;
    }
}
