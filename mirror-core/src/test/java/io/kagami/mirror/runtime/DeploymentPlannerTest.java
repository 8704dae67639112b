package io.kagami.mirror.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.source.record.BytesOrTextHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.converters.ByteArrayConverter;
import org.junit.jupiter.api.Test;

class DeploymentPlannerTest {

    private static final String BYTES = ByteArrayConverter.class.getName();
    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";

    @Test
    void deploysBatchModeWithItsPositionsUntouchedByConverters() {
        assertThat(connector(Map.of()))
                .containsEntry("replication.mode", "batch")
                .containsEntry("key.converter", BYTES)
                .containsEntry("value.converter", BYTES)
                .containsEntry("header.converter", BYTES);
    }

    @Test
    void deploysTransformsInRecordModeWithRoomForTextInHeaders() {
        assertThat(connector(Map.of("A->B.transforms", "mark", "A->B.transforms.mark.type", "SomeTransform")))
                .containsEntry("replication.mode", "record")
                .containsEntry("transforms.mark.type", "SomeTransform")
                .containsEntry("value.converter", BYTES)
                .containsEntry("header.converter", BytesOrTextHeaders.class.getName())
                .doesNotContainKey("exactly.once.support");
    }

    @Test
    void tellsTheConnectorTheConvertersOfItsWorker() {
        assertThat(connector(Map.of("B.value.converter", JSON, "B.value.converter.schemas.enable", "false")))
                .containsEntry("replication.mode", "record")
                .containsEntry("key.converter", BYTES)
                .containsEntry("value.converter", JSON)
                .containsEntry("value.converter.schemas.enable", "false");
    }

    @Test
    void requiresExactlyOnceOfTheConnectorWhereTheWorkerHasIt() {
        assertThat(connector(Map.of("B.exactly.once.source.support", "enabled")))
                .containsEntry("replication.mode", "record")
                .containsEntry("exactly.once.support", "required");
    }

    @Test
    void givesConnectorsReferencesInThePlaceOfSecretsAndTakesAnotherWorkerWhenOneChanges() {
        String key = "A.ssl.keystore.password";
        WorkerPlan plan = plan(Map.of(key, "hunter2"));

        assertThat(plan.connectors().values())
                .allSatisfy(connector -> assertThat(connector.values()).noneMatch(value -> value.contains("hunter2")))
                .anySatisfy(connector -> assertThat(connector)
                        .containsEntry(
                                "source.cluster.ssl.keystore.password",
                                "${mirror-file:A->B:source.cluster.ssl.keystore.password}"));
        assertThat(plan.connectorInClear("A.MirrorSourceConnector").orElseThrow())
                .containsEntry("source.cluster.ssl.keystore.password", "hunter2");
        assertThat(plan.toString()).doesNotContain("hunter2");
        assertThat(plan.sameWorker(plan(Map.of(key, "hunter2")))).isTrue();
        assertThat(plan.sameWorker(plan(Map.of("A.consumer.ssl.keystore.password", "hunter3", key, "hunter2"))))
                .isFalse();
    }

    private static Map<String, String> connector(Map<String, String> settings) {
        return plan(settings).connectors().values().iterator().next();
    }

    private static WorkerPlan plan(Map<String, String> settings) {
        Map<String, String> file = new HashMap<>(settings);
        file.put("clusters", "A, B");
        file.put("A.bootstrap.servers", "a:9092");
        file.put("B.bootstrap.servers", "b:9092");
        file.put("A->B.enabled", "true");
        return DeploymentPlanner.plan(MirrorConfig.parse(file), List.of()).get(0);
    }
}
