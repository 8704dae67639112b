package io.kagami.mirror.config.reference;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.precedence.ClientSettings;
import io.kagami.mirror.config.precedence.Side;
import io.kagami.mirror.wire.fetch.FetchSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a flow's consumer has where the file says nothing, and what batch mode goes by in its place. */
final class ConsumerDefaults {

    private static final Map<String, String> FLOW = Map.of("source.cluster.alias", "A", "target.cluster.alias", "B");

    private final Map<String, String> ours = new HashMap<>();

    ConsumerDefaults() {
        Map<String, Object> given = new ClientSettings(FLOW, "").consumer(Side.SOURCE);
        given.remove("client.id");
        given.forEach((key, value) -> ours.put(key, Wording.value(String.valueOf(value))));
        FetchSettings batchMode = FetchSettings.from(
                new ConsumerConfig(Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "a:9092",
                        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class,
                        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class)),
                Map.of(),
                FlowConfig.from(FLOW).copierBufferBytes());
        inBatchMode(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, batchMode.maxBytes());
        inBatchMode(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, batchMode.maxPartitionBytes());
    }

    String of(ConfigKey key) {
        String own = ours.getOrDefault(key.name, "");
        return own.startsWith(";") ? Origins.written(key) + own : own.isEmpty() ? Origins.written(key) : own;
    }

    private void inBatchMode(String key, int value) {
        ours.put(key, "; in batch mode `" + value + "`");
    }
}
