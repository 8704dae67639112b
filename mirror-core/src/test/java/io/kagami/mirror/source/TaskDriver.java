package io.kagami.mirror.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/**
 * Does for one source task what a Connect worker does: polls it, produces what it returns, in a transaction if the producer has an id for one, and tells
 * it what was stored.
 */
final class TaskDriver implements AutoCloseable {

    private final SourceTask task;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<Map<String, ?>, Map<String, ?>> offsets;
    private final boolean transactional;
    private final Map<SourceRecord, RecordMetadata> uncommitted = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Thread thread;
    private volatile boolean stopping;
    private volatile @Nullable Throwable failure;

    TaskDriver(
            SourceTask task,
            Map<String, String> settings,
            Map<String, Object> producerSettings,
            Map<Map<String, ?>, Map<String, ?>> offsets) {
        this.task = task;
        this.offsets = offsets;
        Map<String, Object> patient = new HashMap<>(producerSettings);
        patient.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE);
        patient.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 300_000);
        this.producer = new KafkaProducer<>(patient, new ByteArraySerializer(), new ByteArraySerializer());
        this.transactional = producerSettings.containsKey("transactional.id");
        if (transactional) {
            producer.initTransactions();
        }
        task.initialize(new Context(settings));
        task.start(settings);
        this.thread = new Thread(this::run, "task-driver");
        thread.start();
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    private void run() {
        try {
            while (!stopping) {
                List<SourceRecord> records = task.poll();
                if (records != null) {
                    produce(records);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void produce(List<SourceRecord> records) {
        if (!transactional) {
            records.forEach(this::produce);
            return;
        }
        producer.beginTransaction();
        records.forEach(this::produce);
        producer.commitTransaction();
        uncommitted.forEach(this::acknowledged);
        uncommitted.clear();
    }

    private void produce(SourceRecord record) {
        Future<RecordMetadata> ignored = producer.send(
                new ProducerRecord<>(
                        record.topic(),
                        record.kafkaPartition(),
                        record.timestamp(),
                        (byte[]) record.key(),
                        (byte[]) record.value(),
                        headers(record)),
                (metadata, error) -> {
                    if (error != null) {
                        failure = error;
                    } else if (transactional) {
                        uncommitted.put(record, metadata);
                    } else {
                        acknowledged(record, metadata);
                    }
                });
    }

    private static List<Header> headers(SourceRecord record) {
        List<Header> headers = new ArrayList<>();
        record.headers().forEach(header -> headers.add(new RecordHeader(header.key(), (byte[]) header.value())));
        return headers;
    }

    private void acknowledged(SourceRecord record, RecordMetadata metadata) {
        offsets.put(record.sourcePartition(), record.sourceOffset());
        commit(record, metadata);
    }

    private void commit(SourceRecord record, RecordMetadata metadata) {
        try {
            task.commitRecord(record, metadata);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the loop soon: of several tasks, all at once, as each has a thread of its own. */
    void pollNoMore() {
        stopping = true;
    }

    /** As Connect does it: the loop ends, what was polled is flushed, then the task is stopped. */
    @Override
    public void close() {
        pollNoMore();
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.flush();
        task.stop();
        producer.close();
    }

    private final class Context implements SourceTaskContext {
        private final Map<String, String> settings;

        Context(Map<String, String> settings) {
            this.settings = settings;
        }

        @Override
        public Map<String, String> configs() {
            return settings;
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return new StoredOffsets();
        }

        @Override
        public @Nullable PluginMetrics pluginMetrics() {
            return null;
        }
    }

    private final class StoredOffsets implements OffsetStorageReader {
        @Override
        @SuppressWarnings("unchecked")
        public <T> @Nullable Map<String, Object> offset(Map<String, T> partition) {
            return (Map<String, Object>) offsets.get(partition);
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
            partitions.forEach(partition -> {
                Map<String, Object> offset = offset(partition);
                if (offset != null) {
                    found.put(partition, offset);
                }
            });
            return found;
        }
    }

    static Map<Map<String, ?>, Map<String, ?>> noOffsets() {
        return new ConcurrentHashMap<>();
    }
}
