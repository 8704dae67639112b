package io.kagami.mirror.source.start;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.naming.OffsetSyncsLocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The records of a flow's offset-syncs topic at the target, whatever they mean. Whoever calls opens clients for it, so it is for rare
 * occasions.
 *
 * <p>Threading: one thread; blocks.
 */
final class OffsetSyncsTopic {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration WRITE = Duration.ofSeconds(15);
    private static final short BROKER_DEFAULT = -1;

    /** Hears of each record, oldest first. */
    interface Reader {
        void record(byte[] key, byte @Nullable [] value);
    }

    private final FlowConfig config;
    private final String topic;

    OffsetSyncsTopic(FlowConfig config) {
        this.config = config;
        this.topic = config.internalTopics().offsetSyncs(config.flow(), OffsetSyncsLocation.TARGET);
    }

    /**
     * Creates the topic where there is none.
     *
     * @throws KafkaException if the target cannot be asked now
     */
    void create() throws InterruptedException {
        short replicas = config.offsetSyncsReplicationFactor().orElse(BROKER_DEFAULT);
        NewTopic wanted = new NewTopic(topic, 1, replicas)
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        Admin admin = Admin.create(config.targetAdmin());
        try {
            admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("topic " + topic + " could not be created: " + e.getMessage(), e.getCause());
            }
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    /**
     * Reads all there is now; nothing if there is no such topic.
     *
     * @throws KafkaException if the target cannot be asked now
     */
    void read(Reader reader) {
        Map<String, Object> settings = new HashMap<>(config.targetConsumer());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            if (consumer.listTopics().containsKey(topic)) {
                readAll(consumer, reader);
            }
        }
    }

    private void readAll(KafkaConsumer<byte[], byte[]> consumer, Reader reader) {
        TopicPartition log = new TopicPartition(topic, 0);
        consumer.assign(List.of(log));
        consumer.seekToBeginning(List.of(log));
        long end = consumer.endOffsets(List.of(log)).getOrDefault(log, 0L);
        while (consumer.position(log) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.key() != null) {
                    reader.record(record.key(), record.value());
                }
            }
        }
    }

    /** A record for the topic; without a value, what was written under the key before is taken back. */
    ProducerRecord<byte[], byte[]> entry(byte[] key, byte @Nullable [] value) {
        return new ProducerRecord<>(topic, 0, key, value);
    }

    /**
     * Writes all of it, and returns when the target has it.
     *
     * @throws KafkaException if some of it may not have been written
     */
    void write(List<ProducerRecord<byte[], byte[]>> entries) throws InterruptedException {
        if (entries.isEmpty()) {
            return;
        }
        Map<String, Object> settings = new HashMap<>(config.targetProducer());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, WRITE.toMillis());
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            entries.forEach(entry -> sent.add(producer.send(entry)));
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException("topic " + topic + " could not be written: " + e.getMessage(), e.getCause());
        } finally {
            producer.close(Duration.ZERO);
        }
    }
}
