package io.kagami.mirror.benchmarks.cluster;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Compares a copy with its source, byte for byte: keys, values, headers and timestamps.
 *
 * <p>Threading: one thread.
 */
public final class CopyComparison implements AutoCloseable {

    private static final int STRETCH = 500;
    private static final int LONG_STRETCH = 10_000;

    private final TopicReader source;
    private final TopicReader target;

    /**
     * Connects to both sides.
     *
     * @param readsAborted whether the copy is to hold the source's aborted records, too
     */
    public CopyComparison(ClusterPair clusters, boolean readsAborted) {
        this.source = new TopicReader(clusters.source(), readsAborted);
        this.target = new TopicReader(clusters.target(), true);
    }

    /**
     * Compares the first, the middle and the last records of each partition, whose offsets must be the same on both sides.
     *
     * @param endOffsets the copy's log ends by partition
     * @return how many records were compared, all equal
     * @throws IncompleteCopyException if one differs
     */
    public long compareSamples(String topic, Map<Integer, Long> endOffsets) {
        long compared = 0;
        for (Map.Entry<Integer, Long> partition : endOffsets.entrySet()) {
            long end = partition.getValue();
            for (long start : new long[] {0, Math.max(0, end / 2), Math.max(0, end - STRETCH)}) {
                int count = (int) Math.min(STRETCH, end - start);
                List<ConsumerRecord<byte[], byte[]>> originals =
                        source.read(new TopicPartition(topic, partition.getKey()), start, count);
                if (count > 0 && originals.get(0).offset() != start) {
                    throw new IncompleteCopyException("offsets of " + topic + " have gaps at the source");
                }
                requireEqual(originals, copies(topic, partition.getKey(), start, count));
                compared += count;
            }
        }
        return compared;
    }

    /** The same with all records; offsets may differ, because markers and aborted records are not copied. */
    public long compareAll(String topic, Map<Integer, Long> endOffsets) {
        long compared = 0;
        for (Map.Entry<Integer, Long> partition : endOffsets.entrySet()) {
            TopicPartition original = new TopicPartition(topic, partition.getKey());
            long end = partition.getValue();
            long next = 0;
            for (long start = 0; start < end; start += LONG_STRETCH) {
                int count = (int) Math.min(LONG_STRETCH, end - start);
                List<ConsumerRecord<byte[], byte[]>> originals = source.read(original, next, count);
                requireEqual(originals, copies(topic, partition.getKey(), start, count));
                next = originals.get(count - 1).offset() + 1;
                compared += count;
            }
        }
        return compared;
    }

    @Override
    public void close() {
        target.close();
        source.close();
    }

    private List<ConsumerRecord<byte[], byte[]>> copies(String topic, int partition, long start, int count) {
        return target.read(new TopicPartition(ClusterPair.copyOf(topic), partition), start, count);
    }

    private static void requireEqual(
            List<ConsumerRecord<byte[], byte[]>> originals, List<ConsumerRecord<byte[], byte[]>> copies) {
        Iterator<ConsumerRecord<byte[], byte[]>> copy = copies.iterator();
        originals.forEach(record -> requireEqual(record, copy.next()));
    }

    private static void requireEqual(ConsumerRecord<byte[], byte[]> record, ConsumerRecord<byte[], byte[]> copy) {
        if (record.timestamp() != copy.timestamp()
                || !Arrays.equals(record.key(), copy.key())
                || !Arrays.equals(record.value(), copy.value())
                || !record.headers().equals(copy.headers())) {
            throw new IncompleteCopyException("the copy of the record at " + record.topic() + "-" + record.partition()
                    + ":" + record.offset() + " differs from it, at " + copy.offset());
        }
    }
}
