package io.kagami.mirror.config.mode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModeChoiceTest {

    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";

    @Test
    void copiesBatchesUnlessSomethingAsksForRecords() {
        assertThat(new ModeChoice(Map.of(), Map.of()).chosen()).isEqualTo(ReplicationMode.BATCH);
        assertThat(new ModeChoice(
                                Map.of(
                                        "replication.mode", "auto",
                                        "key.converter", ModeChoice.BYTES_AS_THEY_ARE,
                                        "transforms", " ",
                                        "exactly.once.support", "requested"),
                                Map.of("value.converter", ModeChoice.BYTES_AS_THEY_ARE))
                        .chosen())
                .isEqualTo(ReplicationMode.BATCH);
    }

    @ParameterizedTest
    @CsvSource({
        "transforms, mark",
        "predicates, isNoise",
        "key.converter, " + JSON,
        "value.converter, " + JSON,
        "header.converter, org.apache.kafka.connect.storage.StringConverter",
        "exactly.once.support, required"
    })
    void copiesRecordsWhereTheConnectorAsksConnectToLookAtThem(String key, String value) {
        ModeChoice choice = new ModeChoice(Map.of(key, value), Map.of());

        assertThat(choice.chosen()).isEqualTo(ReplicationMode.RECORD);
        assertThat(choice.conflicts()).isEmpty();
        assertThat(new ModeChoice(Map.of(key, value, "replication.mode", "batch"), Map.of()).conflicts())
                .containsExactly(Map.entry(key, value));
    }

    @Test
    void copiesRecordsWhereTheWorkerDoes() {
        assertThat(new ModeChoice(Map.of(), Map.of("exactly.once.source.support", "enabled")).chosen())
                .isEqualTo(ReplicationMode.RECORD);
        assertThat(new ModeChoice(Map.of(), Map.of("exactly.once.source.support", "preparing")).chosen())
                .isEqualTo(ReplicationMode.BATCH);
        assertThat(new ModeChoice(Map.of(), Map.of("value.converter", JSON)).chosen())
                .isEqualTo(ReplicationMode.RECORD);
    }

    @Test
    void takesAConnectorsConverterWithItsOwnSettingsAndNotTheWorkers() {
        Map<String, String> worker = Map.of("value.converter", JSON, "value.converter.schemas.enable", "true");

        assertThat(new ModeChoice(Map.of(), worker).converters()).isEqualTo(worker);
        assertThat(new ModeChoice(Map.of("value.converter", JSON), worker).converters())
                .isEqualTo(Map.of("value.converter", JSON));
    }

    @Test
    void doesWhatItIsTold() {
        assertThat(new ModeChoice(Map.of("replication.mode", "record"), Map.of()).chosen())
                .isEqualTo(ReplicationMode.RECORD);
        assertThat(new ModeChoice(Map.of("replication.mode", "batch"), Map.of()).conflicts())
                .isEmpty();
    }

    @Test
    void bytesAreKnownToStayOnlyWhereTheConnectorSaysSo() {
        String bytes = ModeChoice.BYTES_AS_THEY_ARE;

        assertThat(new ModeChoice(Map.of("key.converter", bytes, "value.converter", bytes), Map.of()).keepsBytes())
                .isTrue();
        assertThat(new ModeChoice(Map.of("value.converter", bytes), Map.of("key.converter", bytes)).keepsBytes())
                .isFalse();
    }

    @Test
    void recordModeHasToBeToldItsConverters() {
        assertThat(new ModeChoice(Map.of(), Map.of()).untoldConverters()).isEmpty();
        assertThat(new ModeChoice(Map.of("transforms", "t", "value.converter", JSON), Map.of()).untoldConverters())
                .containsExactly("key.converter", "header.converter");
    }
}
