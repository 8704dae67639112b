package io.kagami.mirror.testkit.group;

import io.kagami.mirror.testkit.workload.Fingerprint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The committed records of one partition as they stand in the log: for each its offset and what it is told apart by.
 *
 * @param offsets ascending
 * @param ids of the records at these offsets, each different
 * @param endOffset where the next record goes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RecordIds(long[] offsets, long[] ids, long endOffset) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Reads all partitions of a topic. */
    public static Map<TopicPartition, RecordIds> ofTopic(Map<String, String> clientProperties, String topic) {
        Map<String, Object> settings = new HashMap<>(clientProperties);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.put("allow.auto.create.topics", "false");
        settings.put("auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Map<TopicPartition, RecordIds> all = new HashMap<>();
            consumer.partitionsFor(topic).forEach(partition -> {
                TopicPartition name = new TopicPartition(topic, partition.partition());
                all.put(name, read(consumer, name));
            });
            return all;
        }
    }

    private static RecordIds read(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(partition) < end) {
            records.addAll(consumer.poll(Duration.ofMillis(200)).records(partition));
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException(partition + " could not be read within " + PATIENCE);
            }
        }
        return new RecordIds(
                records.stream().mapToLong(ConsumerRecord::offset).toArray(),
                records.stream().mapToLong(RecordIds::id).toArray(),
                end);
    }

    /** The same for a record and its copy. */
    public static long id(ConsumerRecord<byte[], byte[]> record) {
        return Fingerprint.of(record.key(), record.value(), record.headers(), record.timestamp());
    }

    /** How many records there are. */
    public int count() {
        return ids.length;
    }

    /** How many records lie before an offset. */
    public int before(long offset) {
        int found = Arrays.binarySearch(offsets, offset);
        return found >= 0 ? found : -found - 1;
    }

    /** What a consumer has committed that processed so many records: the offset after the last one, or the log's end if it was the last. */
    public long positionAfter(int records) {
        if (records == ids.length) {
            return endOffset;
        }
        return records == 0 ? 0 : offsets[records - 1] + 1;
    }

    /** The ids of the records from this one on, in order. */
    public long[] from(int index) {
        return IntStream.range(index, ids.length)
                .mapToLong(position -> ids[position])
                .toArray();
    }
}
