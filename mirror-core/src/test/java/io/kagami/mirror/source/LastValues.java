package io.kagami.mirror.source;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a reader of partition 0 of a compacted topic ends up with. */
final class LastValues {

    private LastValues() {}

    /** The value last written under each key; keys whose last record is a tombstone are absent. */
    static Map<String, String> of(Map<String, String> clientProperties, String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        Map<String, Object> settings = new HashMap<>(clientProperties);
        settings.put("isolation.level", "read_committed");
        Map<String, String> last = new HashMap<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> take(record, last));
            }
        }
        return last;
    }

    private static void take(ConsumerRecord<String, String> record, Map<String, String> last) {
        if (record.value() == null) {
            last.remove(record.key());
        } else {
            last.put(record.key(), record.value());
        }
    }
}
