package io.kagami.mirror.runtime.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
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
    private static final Duration POLL = Duration.ofMillis(200);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> consumer;
    private final TopicPartition log;

    /** Those of the Connect cluster of a distributed worker with these properties. */
    public StoredConnectors(Map<String, String> workerProperties) {
        this.log = new TopicPartition(
                workerProperties.getOrDefault(DistributedConfig.CONFIG_TOPIC_CONFIG, "connect-configs"), 0);
        Map<String, Object> settings = new HashMap<>(workerProperties);
        settings.keySet().retainAll(ConsumerConfig.configNames());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.consumer = settings;
    }

    /** The topic they are kept in. */
    public String topic() {
        return log.topic();
    }

    /**
     * Configurations by connector name; none where there is no such topic yet.
     *
     * @throws KafkaException if the cluster cannot be asked now, or does not let us read the topic
     */
    public Map<String, Map<String, String>> read() throws InterruptedException {
        Map<String, Map<String, String>> connectors = new TreeMap<>();
        try (KafkaConsumer<byte[], byte[]> reader =
                new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            if (reader.partitionsFor(log.topic()).isEmpty()) {
                return connectors;
            }
            reader.assign(List.of(log));
            reader.seekToBeginning(List.of(log));
            long end = reader.endOffsets(List.of(log)).getOrDefault(log, 0L);
            while (reader.position(log) < end) {
                reader.poll(POLL).forEach(record -> take(record, connectors));
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
        return connectors;
    }

    private static void take(ConsumerRecord<byte[], byte[]> record, Map<String, Map<String, String>> connectors) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
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
