package io.kagami.mirror.benchmarks.workload;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Fills an existing, empty topic with a workload: record n goes to partition n modulo partitions. */
public final class SourceTopic {

    private SourceTopic() {}

    /** Writes all records and returns when the broker has them. */
    public static void fill(String bootstrapServers, Workload workload) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                settings(bootstrapServers, workload), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long number = 0; number < workload.records(); number++) {
                var unused = producer.send(
                        record(workload, number), (stored, failed) -> failure.compareAndSet(null, failed));
            }
            producer.flush();
        }
        Exception failed = failure.get();
        if (failed != null) {
            throw new KafkaException("not all records of " + workload.name() + " were written", failed);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(Workload workload, long number) {
        byte[] key = ByteBuffer.allocate(Workload.KEY_BYTES).putLong(number).array();
        int partition = (int) (number % workload.partitions());
        return new ProducerRecord<>(
                workload.name(), partition, key, workload.payload().value(number));
    }

    private static Map<String, Object> settings(String bootstrapServers, Workload workload) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "compression.type",
                workload.codec(),
                "batch.size",
                workload.batchBytes(),
                // Batches of one record need no waiting; others shall be full.
                "linger.ms",
                workload.batchBytes() == 0 ? 0 : 100,
                "max.in.flight.requests.per.connection",
                5,
                "buffer.memory",
                64L * 1024 * 1024);
    }
}
