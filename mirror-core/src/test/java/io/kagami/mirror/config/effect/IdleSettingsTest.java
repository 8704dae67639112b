package io.kagami.mirror.config.effect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.config.MirrorConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdleSettingsTest {

    private static final Map<String, String> ONE_WAY = Map.of(
            "clusters", "A, B",
            "A.bootstrap.servers", "a:1",
            "B.bootstrap.servers", "b:1",
            "A->B.enabled", "true");

    @Test
    void settingsOfClientsThatBatchModeDoesNotHaveAreNamed() {
        assertThat(problems("A.consumer.client.rack", "r1"))
                .containsExactly(
                        "WARNING A.consumer.client.rack = r1: has no effect in batch mode, which reads from the"
                                + " leaders of partitions; write replication.mode = record where it has to count, else leave it"
                                + " out");
        assertThat(problems("A->B.source.consumer.max.poll.records", "5")).hasSize(1);
        assertThat(problems("A->B.consumer.client.id", "me")).hasSize(1);
        assertThat(problems("B.producer.compression.type", "zstd")).hasSize(1);
        assertThat(problems("A->B.producer.acks", "1")).hasSize(1);
        assertThat(problems("B.producer.metric.reporters", "")).hasSize(1);
    }

    @Test
    void settingsThatBatchModeReadsAreNot() {
        assertThat(problems("A.consumer.fetch.max.bytes", "1000000")).isEmpty();
        assertThat(problems("A.consumer.receive.buffer.bytes", "1000000")).isEmpty();
        assertThat(problems("A.consumer.sasl.mechanism", "PLAIN")).isEmpty();
        assertThat(problems("B.producer.metadata.max.age.ms", "1000")).isEmpty();
        assertThat(problems("B.producer.request.timeout.ms", "1000")).isEmpty();
    }

    @Test
    void settingsOfClientsThatDoOtherWorkAreNot() {
        assertThat(problems("B.consumer.client.rack", "r1")).isEmpty();
        assertThat(problems("A.producer.acks", "1")).isEmpty();
        assertThat(problems("A->B.target.consumer.client.rack", "r1")).isEmpty();
        assertThat(problems("A->B.source.producer.linger.ms", "5")).isEmpty();
    }

    @Test
    void recordModeHasThoseClients() {
        Map<String, String> file = new HashMap<>(ONE_WAY);
        file.put("A->B.replication.mode", "record");
        file.put("A.consumer.client.rack", "r1");
        assertThat(MirrorConfig.check(file).all()).isEmpty();
    }

    @Test
    void settingsOfMirrorMakerThatNobodyReadsAreNamed() {
        assertThat(problems("consumer.poll.timeout.ms", "5")).hasSize(1);
        assertThat(problems("dedicated.mode.enable.internal.rest", "true")).hasSize(1);
        assertThat(problems("A->B.offset-syncs.source.producer.acks", "1")).hasSize(1);
        assertThat(problems("offset.lag.max", "5")).hasSize(1);
        Map<String, String> file = new HashMap<>(ONE_WAY);
        file.put("offset.lag.max", "5");
        file.put("offset-syncs.topic.location", "target");
        assertThat(MirrorConfig.check(file).all()).isEmpty();
    }

    private static List<String> problems(String key, String value) {
        Map<String, String> file = new HashMap<>(ONE_WAY);
        file.put(key, value);
        return MirrorConfig.check(file).all().stream()
                .map(ConfigProblem::toString)
                .toList();
    }
}
