package io.kagami.mirror.source.copy;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.OffsetSyncCodec;
import java.time.Duration;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The offset-syncs topic at the target: one compacted partition, in which the last sync of a source partition tells where copying
 * stands.
 *
 * <p>Threading: one thread; blocks.
 */
public final class OffsetSyncLog {

    private static final Logger LOG = LoggerFactory.getLogger(OffsetSyncLog.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LAST_WRITE = Duration.ofSeconds(1);

    private final CopierSettings settings;

    public OffsetSyncLog(CopierSettings settings) {
        this.settings = settings;
    }

    /**
     * Reads the last sync of each source partition, creating the topic where there is none.
     *
     * @throws org.apache.kafka.common.KafkaException if the target cannot be asked now
     */
    public Map<TopicPartition, OffsetSync> read() throws InterruptedException {
        createIfAbsent();
        Map<TopicPartition, OffsetSync> last = new HashMap<>();
        TopicPartition log = new TopicPartition(settings.syncsTopic(), 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(readerSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(log));
            consumer.seekToBeginning(List.of(log));
            long end = consumer.endOffsets(List.of(log)).getOrDefault(log, 0L);
            while (consumer.position(log) < end) {
                consumer.poll(POLL).forEach(record -> remember(record, last));
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
        return last;
    }

    /** Stores positions directly, when Connect no longer takes any; what is not stored in time is found from the log end. */
    public void write(List<OffsetSync> syncs) {
        Map<String, Object> writer = new HashMap<>(settings.targetProducer());
        writer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LAST_WRITE.toMillis());
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(writer, new ByteArraySerializer(), new ByteArraySerializer());
        Duration patience = Duration.ZERO;
        try {
            producer.partitionsFor(settings.syncsTopic()); // fails once, in time, where each send would wait on its own
            List<Future<RecordMetadata>> written = syncs.stream()
                    .map(sync -> producer.send(new ProducerRecord<>(
                            settings.syncsTopic(), 0, OffsetSyncCodec.key(sync), OffsetSyncCodec.value(sync))))
                    .toList();
            patience = LAST_WRITE;
            LOG.debug("storing last positions flow={} count={}", settings.flow(), written.size());
        } catch (KafkaException e) {
            LOG.warn(
                    "last positions not stored, the next start counts from the log end flow={} error={}",
                    settings.flow(),
                    e.getMessage());
        } finally {
            producer.close(patience); // waits for what was sent, and no longer than this for a target that hangs
        }
    }

    private Map<String, Object> readerSettings() {
        Map<String, Object> reader = new HashMap<>(settings.targetConsumer());
        reader.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        reader.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        reader.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return reader;
    }

    private static void remember(ConsumerRecord<byte[], byte[]> record, Map<TopicPartition, OffsetSync> last) {
        byte[] key = record.key();
        byte[] value = record.value();
        if (key == null || value == null) {
            return;
        }
        try {
            OffsetSync sync = OffsetSyncCodec.decode(key, value);
            if (sync.upstreamOffset() >= 0 && sync.downstreamOffset() >= 0) {
                last.put(new TopicPartition(sync.topic(), sync.partition()), sync);
            }
        } catch (IllegalArgumentException e) {
            LOG.warn(
                    "not an offset sync, ignored topic={} offset={} error={}",
                    record.topic(),
                    record.offset(),
                    e.getMessage());
        }
    }

    private void createIfAbsent() throws InterruptedException {
        NewTopic topic = new NewTopic(settings.syncsTopic(), 1, settings.syncsReplicationFactor())
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        Admin admin = Admin.create(settings.targetAdmin());
        try {
            if (admin.listTopics().names().get().contains(settings.syncsTopic())) {
                return;
            }
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new OffsetSyncLogUnavailableException(
                        settings.syncsTopic(), settings.flow().target(), e.getCause());
            }
        }
    }
}
