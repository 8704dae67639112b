package io.kagami.mirror.benchmarks.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Compares stretches of a copy with its source, byte for byte: keys, values, headers and timestamps of the first, the middle
 * and the last records of each partition. It supposes that offsets are equal on both sides.
 *
 * <p>Threading: one thread.
 */
public final class SampledComparison implements AutoCloseable {

    private static final int STRETCH = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final KafkaConsumer<byte[], byte[]> source;
    private final KafkaConsumer<byte[], byte[]> target;

    /** Connects to both sides. */
    public SampledComparison(ClusterPair clusters) {
        this.source = reader(clusters.source());
        this.target = reader(clusters.target());
    }

    /**
     * Reads the samples of every partition of a topic.
     *
     * @param endOffsets the source's log ends by partition
     * @return how many records were compared, all equal
     * @throws IncompleteCopyException if one differs
     */
    public long compare(String topic, Map<Integer, Long> endOffsets) {
        return endOffsets.entrySet().stream()
                .mapToLong(partition -> compare(topic, partition.getKey(), partition.getValue()))
                .sum();
    }

    @Override
    public void close() {
        target.close();
        source.close();
    }

    private long compare(String topic, int partition, long end) {
        TopicPartition original = new TopicPartition(topic, partition);
        TopicPartition copy = new TopicPartition(ClusterPair.copyOf(topic), partition);
        long compared = 0;
        for (long start : new long[] {0, Math.max(0, end / 2), Math.max(0, end - STRETCH)}) {
            int count = (int) Math.min(STRETCH, end - start);
            Iterator<ConsumerRecord<byte[], byte[]>> copies =
                    read(target, copy, start, count).iterator();
            for (ConsumerRecord<byte[], byte[]> record : read(source, original, start, count)) {
                requireEqual(record, copies.next());
                compared++;
            }
        }
        return compared;
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long start, int count) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, start);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (records.size() < count) {
            if (System.nanoTime() > deadline) {
                throw new IncompleteCopyException("only " + records.size() + " of " + count
                        + " records could be read from " + partition + " at " + start);
            }
            records.addAll(consumer.poll(Duration.ofMillis(100)).records(partition));
        }
        return records.subList(0, count);
    }

    private static void requireEqual(ConsumerRecord<byte[], byte[]> record, ConsumerRecord<byte[], byte[]> copy) {
        if (record.offset() != copy.offset()
                || record.timestamp() != copy.timestamp()
                || !Arrays.equals(record.key(), copy.key())
                || !Arrays.equals(record.value(), copy.value())
                || !record.headers().equals(copy.headers())) {
            throw new IncompleteCopyException("the copy of the record at " + record.topic() + "-" + record.partition()
                    + ":" + record.offset() + " differs from it");
        }
    }

    private static KafkaConsumer<byte[], byte[]> reader(BenchmarkCluster cluster) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
