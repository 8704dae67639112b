package io.kagami.mirror.benchmarks.latency;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads records as they arrive and notes how late each one is.
 *
 * <p>Threading: one thread reads.
 */
final class ArrivalReader implements AutoCloseable {

    private static final Duration LONGEST_POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private long[] latencies = new long[1024];
    private int count;
    private long latestDueNanos;

    /** Reads a topic from its first record. */
    ArrivalReader(String bootstrapServers, String topic, int partitions) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        this.latestDueNanos = System.nanoTime() - TimeUnit.DAYS.toNanos(1);
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    /** Waits for a record that was due at or after a time; throws if none comes in time. */
    void awaitDue(long nanos, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (latestDueNanos - nanos < 0) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("no new record came through within " + patience);
            }
            read(nanos, nanos);
        }
    }

    /** Notes so many records that were due from the beginning to before the end. */
    void note(int wanted, long beginNanos, long endNanos, Duration patience) {
        long deadline = endNanos + patience.toNanos();
        while (count < wanted) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        (wanted - count) + " of " + wanted + " records are more than " + patience + " late");
            }
            read(beginNanos, endNanos);
        }
    }

    /** What was noted, in nanoseconds. */
    long[] latencies() {
        return Arrays.copyOf(latencies, count);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void read(long beginNanos, long endNanos) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(LONGEST_POLL)) {
            long now = System.nanoTime();
            long due = PacedWriter.dueNanos(record.value());
            latestDueNanos = due - latestDueNanos > 0 ? due : latestDueNanos;
            if (due - beginNanos >= 0 && due - endNanos < 0) {
                note(now - due);
            }
        }
    }

    private void note(long latency) {
        if (count == latencies.length) {
            latencies = Arrays.copyOf(latencies, 2 * count);
        }
        latencies[count++] = latency;
    }
}
