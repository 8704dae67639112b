package io.kagami.mirror.testkit.group;

import io.kagami.mirror.testkit.read.PartitionIterator;
import io.kagami.mirror.testkit.read.TopicReader;
import io.kagami.mirror.testkit.workload.Fingerprint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The committed records of one partition as they stand in the log: for each its offset and what it is told apart by.
 *
 * @param offsets ascending
 * @param ids of the records at these offsets, each different
 * @param endOffset where the next record goes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RecordIds(long[] offsets, long[] ids, long endOffset) {

    /** Reads all partitions of a topic. */
    public static Map<TopicPartition, RecordIds> ofTopic(Map<String, String> clientProperties, String topic) {
        Map<TopicPartition, RecordIds> all = new HashMap<>();
        try (TopicReader reader = new TopicReader(clientProperties, topic)) {
            for (int partition = 0; partition < reader.partitions(); partition++) {
                all.put(new TopicPartition(topic, partition), of(reader.read(partition)));
            }
        }
        return all;
    }

    private static RecordIds of(PartitionIterator partition) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        partition.forEachRemaining(records::add);
        return new RecordIds(
                records.stream().mapToLong(ConsumerRecord::offset).toArray(),
                records.stream().mapToLong(RecordIds::id).toArray(),
                partition.endOffsetExclusive());
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
