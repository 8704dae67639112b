package io.kagami.mirror.cli.position;

import io.kagami.mirror.testkit.group.RecordIds;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A group of one member that processes committed records and commits them, until it is closed.
 *
 * <p>Threading: the member has a thread of its own.
 */
final class ConsumingGroup implements AutoCloseable {

    private final Set<Long> processed = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> work;
    private volatile boolean leaving;

    ConsumingGroup(Map<String, String> clientProperties, String group, String topic) {
        Map<String, Object> settings = new HashMap<>(clientProperties);
        settings.put("group.id", group);
        settings.put("enable.auto.commit", "false");
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        settings.put("max.poll.records", "100");
        this.work = CompletableFuture.runAsync(
                () -> consume(settings, topic), task -> new Thread(task, "group-" + group).start());
    }

    private void consume(Map<String, Object> settings, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (!leaving) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> processed.add(RecordIds.id(record)));
                consumer.commitSync();
            }
        }
    }

    /** Ids of the records processed so far. */
    Set<Long> processed() {
        return new HashSet<>(processed);
    }

    int count() {
        return processed.size();
    }

    /** Leaves; throws what ended the member before. */
    @Override
    public void close() {
        leaving = true;
        Void unused = work.join();
    }
}
