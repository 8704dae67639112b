package io.kagami.mirror.testkit.workload;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record set in order, once, and knows how far it got.
 *
 * <p>Threading: one thread writes; {@link #written()} from any.
 */
public final class TopicWriter implements AutoCloseable {

    private final RecordSet records;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private volatile long written;

    /** Connects with the client settings of a cluster; the topic must exist. */
    public TopicWriter(Map<String, String> clientProperties, RecordSet records, WriteStyle style) {
        this.records = records;
        this.producer = new KafkaProducer<>(
                settings(clientProperties, records, style), new ByteArraySerializer(), new ByteArraySerializer());
        if (records.transactions().used()) {
            producer.initTransactions();
        }
    }

    /** Writes a whole set and returns when the brokers have it. */
    public static void write(Map<String, String> clientProperties, RecordSet records, WriteStyle style) {
        try (TopicWriter writer = new TopicWriter(clientProperties, records, style)) {
            writer.write(records.count());
        }
    }

    /** Writes the next records, as far as there are any, and returns when the brokers have them. */
    public void write(long count) {
        long end = Math.min(records.count(), written + count);
        boolean open = false;
        for (long number = written; number < end; number++) {
            if (records.transactions().used() && !open) {
                producer.beginTransaction();
                open = true;
            }
            var unused = producer.send(records.record(number), (stored, failed) -> failure.compareAndSet(null, failed));
            if (records.transactions().endsWith(number)) {
                finish(number);
                open = false;
            }
        }
        if (open) {
            finish(end - 1);
        }
        confirm();
        written = end;
    }

    /** How many records of the set the brokers have. */
    public long written() {
        return written;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
    }

    private void finish(long number) {
        // Aborting drops what was not sent yet; a test of aborted records wants them in the log.
        producer.flush();
        if (records.transactions().aborts(number)) {
            producer.abortTransaction();
        } else {
            producer.commitTransaction();
        }
    }

    private void confirm() {
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new KafkaException("not all records for " + records.topic() + " were written", failed);
        }
    }

    private static Map<String, Object> settings(Map<String, String> client, RecordSet records, WriteStyle style) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        settings.put("compression.type", style.codec());
        settings.put("batch.size", style.batchBytes());
        settings.put("linger.ms", style.lingerMillis());
        settings.put("max.request.size", 64 * 1024 * 1024);
        settings.put("buffer.memory", 96L * 1024 * 1024);
        if (records.transactions().used()) {
            settings.put("transactional.id", "writer-" + records.topic() + "-" + UUID.randomUUID());
        }
        return settings;
    }
}
