package io.kagami.mirror.wire.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class FetchSettingsTest {

    @Test
    void asksLessOftenForManyPartitionsAtRest() {
        FetchSettings settings = settings(Map.of());

        assertThat(settings.waitMs(false, true, 100, 100)).isEqualTo(500);
        assertThat(settings.waitMs(false, true, 5_000, 5_000)).isEqualTo(1_000);
        assertThat(settings.waitMs(false, true, 10_000, 10_000)).isEqualTo(2_000);
        assertThat(settings.waitMs(false, true, 100_000, 100_000)).isEqualTo(2_000);
        assertThat(settings.waitMs(false, false, 10_000, 10_000)).isEqualTo(500);
        assertThat(settings.waitMs(false, true, 9_999, 10_000)).isEqualTo(500);
    }

    @Test
    void asksAgainSoonWhereAPartitionWaitsForRoom() {
        assertThat(settings(Map.of()).waitMs(true, true, 10_000, 10_000)).isEqualTo(20);
    }

    @Test
    void waitsAsLongAsTheUserSays() {
        FetchSettings settings = settings(Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100));

        assertThat(settings.waitMs(false, true, 10_000, 10_000)).isEqualTo(100);
    }

    @Test
    void asksAsOftenAsEverWhereABrokerGathersRecordsBeforeItAnswers() {
        FetchSettings settings = settings(Map.of(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 100_000));

        assertThat(settings.waitMs(false, true, 10_000, 10_000)).isEqualTo(500);
    }

    @Test
    void letsNoRequestBeHeldUntilItIsGivenUp() {
        assertThat(settings(Map.of(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_400))
                        .waitMs(false, true, 10_000, 10_000))
                .isEqualTo(1_200);
        assertThat(settings(Map.of(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 600))
                        .waitMs(false, true, 10_000, 10_000))
                .isEqualTo(500);
    }

    private static FetchSettings settings(Map<String, Object> users) {
        Map<String, Object> consumer = new HashMap<>(users);
        consumer.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
        consumer.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return FetchSettings.from(new ConsumerConfig(consumer), users, 64 << 20);
    }
}
