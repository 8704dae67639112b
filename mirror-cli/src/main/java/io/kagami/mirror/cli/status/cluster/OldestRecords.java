package io.kagami.mirror.cli.status.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads, at positions of a cluster's partitions, the first record that was committed there, for its timestamp. A position that was looked at
 * before is not read again.
 *
 * <p>Threading: one thread; blocks up to {@link #BUDGET}.
 */
public final class OldestRecords implements AutoCloseable {

    private static final Duration BUDGET = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int AT_ONCE = 200;
    private static final int ENOUGH_BYTES = 64 << 10;
    private static final int FETCH_WAIT_MS = 50;

    /**
     * From where to where to look.
     *
     * @param end behind the last offset that is committed
     */
    public record Range(long position, long end) {}

    /** What was found at a position; the timestamp is absent where there is no record up to the end, only marks of transactions. */
    private record Found(long position, OptionalLong timestampMs) {}

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Found> found = new HashMap<>();

    /** @param consumerSettings of the user's */
    public OldestRecords(Map<String, Object> consumerSettings) {
        Map<String, Object> settings = Answers.consumer(consumerSettings);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, ENOUGH_BYTES);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * How long the first record of each range has waited.
     *
     * @return milliseconds; 0 where there is none; nothing of what could not be read in time
     * @throws org.apache.kafka.common.KafkaException if the cluster refuses
     */
    public Map<TopicPartition, Long> waiting(Map<TopicPartition, Range> ranges, long nowMs)
            throws InterruptedException {
        found.entrySet().removeIf(known -> {
            Range range = ranges.get(known.getKey());
            return range == null
                    || range.position() != known.getValue().position()
                    || known.getValue().timestampMs().isEmpty();
        });
        List<TopicPartition> wanted = new ArrayList<>(ranges.keySet());
        wanted.removeAll(found.keySet());
        long deadline = System.nanoTime() + BUDGET.toNanos();
        for (int from = 0; from < wanted.size() && System.nanoTime() < deadline; from += AT_ONCE) {
            read(wanted.subList(from, Math.min(wanted.size(), from + AT_ONCE)), ranges, deadline);
        }
        Map<TopicPartition, Long> waiting = new HashMap<>();
        found.forEach((partition, first) -> {
            OptionalLong timestamp = first.timestampMs();
            if (timestamp.isEmpty()) {
                waiting.put(partition, 0L);
            } else if (timestamp.getAsLong() >= 0) { // records of old formats may have none
                waiting.put(partition, Math.max(0, nowMs - timestamp.getAsLong()));
            }
        });
        return waiting;
    }

    private void read(List<TopicPartition> partitions, Map<TopicPartition, Range> ranges, long deadline)
            throws InterruptedException {
        Map<TopicPartition, Range> open = new HashMap<>(ranges);
        open.keySet().retainAll(Set.copyOf(partitions));
        consumer.assign(open.keySet());
        open.forEach((partition, range) -> consumer.seek(partition, range.position()));
        while (!open.isEmpty() && System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                Range range = open.remove(partition);
                if (range != null) {
                    boolean isCommitted = record.offset() < range.end();
                    note(partition, range, isCommitted ? OptionalLong.of(record.timestamp()) : OptionalLong.empty());
                }
            }
            for (TopicPartition partition : List.copyOf(open.keySet())) {
                Range range = open.get(partition);
                if (range != null && consumer.position(partition) >= range.end()) {
                    open.remove(partition);
                    note(partition, range, OptionalLong.empty());
                }
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        consumer.unsubscribe();
    }

    private void note(TopicPartition partition, Range range, OptionalLong timestampMs) {
        found.put(partition, new Found(range.position(), timestampMs));
        consumer.pause(List.of(partition));
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
