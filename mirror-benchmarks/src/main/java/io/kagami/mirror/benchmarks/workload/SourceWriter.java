package io.kagami.mirror.benchmarks.workload;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A producer that fails when any of its records was not written.
 *
 * <p>Threading: one thread.
 */
final class SourceWriter implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    SourceWriter(Map<String, Object> settings) {
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        if (settings.containsKey("transactional.id")) {
            producer.initTransactions();
        }
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        var unused = producer.send(record, (stored, failed) -> failure.compareAndSet(null, failed));
    }

    void begin() {
        producer.beginTransaction();
    }

    /** Ends the transaction when the broker has its records, also those it is going to abort. */
    void end(boolean abort) {
        confirm();
        if (abort) {
            producer.abortTransaction();
        } else {
            producer.commitTransaction();
        }
    }

    /** Returns when the broker has all that was sent. */
    void confirm() {
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new KafkaException("not all records were written", failed);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
