package io.kagami.mirror.benchmarks.latency;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records at even intervals until it is closed. Each begins with the time at which it was due, in the time of {@link
 * System#nanoTime()}: if sending falls behind, that counts as latency.
 *
 * <p>Threading: a thread of its own sends.
 */
final class PacedWriter implements AutoCloseable {

    private final LatencyPlan plan;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread thread = new Thread(this::send, "paced-writer");
    private final long firstDueNanos = System.nanoTime();
    private volatile boolean ended;

    private PacedWriter(String bootstrapServers, LatencyPlan plan) {
        this.plan = plan;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static PacedWriter start(String bootstrapServers, LatencyPlan plan) {
        PacedWriter writer = new PacedWriter(bootstrapServers, plan);
        writer.thread.start();
        return writer;
    }

    /** When a record was due. */
    static long dueNanos(byte[] value) {
        return ByteBuffer.wrap(value).getLong();
    }

    /** How many records are due from the beginning to before the end. */
    int dueBetween(long beginNanos, long endNanos) {
        return dueBefore(endNanos) - dueBefore(beginNanos);
    }

    private int dueBefore(long nanos) {
        return Math.toIntExact((nanos - firstDueNanos + plan.intervalNanos() - 1) / plan.intervalNanos());
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }

    private void send() {
        long due = firstDueNanos;
        for (int number = 0; !ended; number++, due += plan.intervalNanos()) {
            for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            byte[] value = new byte[plan.recordBytes()];
            ByteBuffer.wrap(value).putLong(due);
            var unused =
                    producer.send(new ProducerRecord<>(LatencyPlan.TOPIC, number % plan.partitions(), null, value));
        }
    }
}
