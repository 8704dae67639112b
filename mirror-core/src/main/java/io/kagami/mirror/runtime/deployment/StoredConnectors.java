package io.kagami.mirror.runtime.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kagami.mirror.admin.CompactedReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;

/**
 * The connector configurations a Connect cluster keeps in its config topic, in the form of its {@code KafkaConfigBackingStore}: key
 * {@code connector-<name>}, value JSON with {@code properties}, null when deleted. They are there whether or not a worker runs, and reading them
 * changes nothing.
 *
 * <p>Threading: one thread; blocks.
 */
public final class StoredConnectors {

    private static final String CONNECTOR_PREFIX = "connector-";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> consumer;
    private final String topic;

    /** Those of the Connect cluster of a distributed worker with these properties. */
    public StoredConnectors(Map<String, String> workerProperties) {
        this.topic = workerProperties.getOrDefault(DistributedConfig.CONFIG_TOPIC_CONFIG, "connect-configs");
        Map<String, Object> settings = new HashMap<>(workerProperties);
        settings.keySet().retainAll(ConsumerConfig.configNames());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.consumer = settings;
    }

    /** The topic they are kept in. */
    public String topic() {
        return topic;
    }

    /**
     * Configurations by connector name; none where there is no such topic yet.
     *
     * @throws KafkaException if the cluster cannot be asked now, or does not let us read the topic
     */
    public Map<String, Map<String, String>> read() throws InterruptedException {
        Map<String, Map<String, String>> connectors = new TreeMap<>();
        try (CompactedReader reader = new CompactedReader(topic, consumer)) {
            if (reader.findPartitions()) {
                reader.readToEnd(record -> take(record, connectors));
            }
        }
        return connectors;
    }

    private static void take(ConsumerRecord<byte[], byte[]> record, Map<String, Map<String, String>> connectors) {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (!key.startsWith(CONNECTOR_PREFIX)) {
            return;
        }
        String name = key.substring(CONNECTOR_PREFIX.length());
        if (record.value() == null) {
            connectors.remove(name);
        } else {
            config(record.value()).ifPresent(config -> connectors.put(name, config));
        }
    }

    /** Empty where the value is none of Connect's, which passes over it too. */
    private static Optional<Map<String, String>> config(byte[] value) {
        JsonNode properties;
        try {
            properties =
                    JSON.readTree(new String(value, StandardCharsets.UTF_8)).path("properties");
        } catch (JsonProcessingException foreign) {
            return Optional.empty();
        }
        Map<String, String> config = new TreeMap<>();
        properties
                .properties()
                .forEach(setting ->
                        config.put(setting.getKey(), setting.getValue().asText()));
        return properties.isObject() ? Optional.of(config) : Optional.empty();
    }
}
