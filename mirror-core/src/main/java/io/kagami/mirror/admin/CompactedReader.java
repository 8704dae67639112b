package io.kagami.mirror.admin;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a compacted topic to its end: first all of it, later what has come since.
 *
 * <p>Threading: one thread; blocks.
 */
public final class CompactedReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STANDSTILL = Duration.ofSeconds(30);
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final String topic;
    private final Consumer<byte[], byte[]> consumer;
    private final LongSupplier nanoTime;
    private List<TopicPartition> partitions;

    /**
     * Of a topic that has one partition, unless {@link #findPartitions} finds others; nothing is read yet.
     *
     * @param consumer settings for the cluster that has the topic; this reader is in no group and creates no topic, whatever is set
     */
    public CompactedReader(String topic, Map<String, Object> consumer) {
        this(
                topic,
                new KafkaConsumer<>(
                        ReaderSettings.of(consumer), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                System::nanoTime);
    }

    /**
     * The same with a consumer of the caller's, which is closed with this.
     *
     * @param nanoTime the time by which it is known that nothing comes
     */
    public CompactedReader(String topic, Consumer<byte[], byte[]> consumer, LongSupplier nanoTime) {
        this.topic = topic;
        this.partitions = List.of(new TopicPartition(topic, 0));
        this.consumer = consumer;
        this.nanoTime = nanoTime;
        begin();
    }

    /**
     * Looks which partitions the topic has and begins them all anew.
     *
     * @return whether there is such a topic for us to see
     * @throws org.apache.kafka.common.KafkaException if the cluster cannot be asked now, or refuses
     */
    public boolean findPartitions() {
        List<TopicPartition> found = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (found.isEmpty()) {
            return false;
        }
        partitions = found;
        begin();
        return true;
    }

    /** Of what is there now, leaves out all but the last so many offsets of each partition. */
    public void skipToLast(long offsets) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        consumer.endOffsets(partitions)
                .forEach((partition, end) ->
                        consumer.seek(partition, Math.max(beginnings.getOrDefault(partition, 0L), end - offsets)));
    }

    /** Reads again from the beginning, the next time. */
    public void rewind() {
        consumer.seekToBeginning(partitions);
    }

    private void begin() {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * Hands on each record from where the last call ended to where the log ends now, oldest first within each partition. Records without a key are left
     * out: a compacted topic has none of its own.
     *
     * @throws org.apache.kafka.common.KafkaException if the topic cannot be read now, does not exist, or gives no record for half a minute; the next
     *     call goes on
     */
    public void readToEnd(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader)
            throws InterruptedException {
        readTo(consumer.endOffsets(partitions), reader);
    }

    /**
     * The same; but where the log ends before the place it was read to, as it was created anew or lost its end, all of it is read again.
     *
     * @param anew is told so before: what was read may not be in the log any more
     */
    public void readToEnd(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader, Runnable anew)
            throws InterruptedException {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        if (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) > ends.getOrDefault(partition, Long.MAX_VALUE))) {
            anew.run();
            rewind();
        }
        readTo(ends, reader);
    }

    private void readTo(
            Map<TopicPartition, Long> ends, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader)
            throws InterruptedException {
        StandstillLimit limit = new StandstillLimit(topic, STANDSTILL, nanoTime);
        while (isBefore(ends)) {
            limit.check(partitions.stream().mapToLong(consumer::position).sum());
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.key() != null) {
                    reader.accept(record);
                }
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private boolean isBefore(Map<TopicPartition, Long> ends) {
        return partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L));
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSING));
    }
}
