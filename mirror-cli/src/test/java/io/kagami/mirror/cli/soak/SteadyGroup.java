package io.kagami.mirror.cli.soak;

import io.kagami.mirror.testkit.group.RecordIds;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A group of one member that goes on whatever happens to its brokers: when a call fails, it joins anew and goes on where it has committed.
 *
 * <p>Threading: the member has a thread of its own; the methods are safe for all.
 */
final class SteadyGroup implements AutoCloseable {

    private final Map<String, Object> settings;
    private final Pattern topics;
    private final Set<Long> processed = ConcurrentHashMap.newKeySet();
    private final AtomicLong repeats = new AtomicLong();
    private final AtomicLong joins = new AtomicLong();
    private final CompletableFuture<Void> work;
    private volatile boolean leaving;

    /**
     * Joins and begins.
     *
     * @param topics as a regular expression; topics that appear later are noticed within seconds
     */
    SteadyGroup(Map<String, String> clientProperties, String group, String topics) {
        this.settings = new HashMap<>(clientProperties);
        settings.put("group.id", group);
        settings.put("enable.auto.commit", "false");
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        settings.put("metadata.max.age.ms", "3000");
        settings.put("default.api.timeout.ms", "15000");
        this.topics = Pattern.compile(topics);
        this.work = CompletableFuture.runAsync(this::run, task -> new Thread(task, "steady-group-" + group).start());
    }

    private void run() {
        while (!leaving) {
            joins.incrementAndGet();
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer.subscribe(topics);
                consume(consumer);
            } catch (KafkaException brokersAreAway) {
                System.out.println("a group joins anew: " + brokersAreAway);
            }
        }
    }

    private void consume(KafkaConsumer<byte[], byte[]> consumer) {
        while (!leaving) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(200));
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (!processed.add(RecordIds.id(record))) {
                    repeats.incrementAndGet();
                }
            }
            if (!records.isEmpty()) {
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

    /** How many records it was given once more, because its commit failed. */
    long repeats() {
        return repeats.get();
    }

    /** How often it joined. */
    long joins() {
        return joins.get();
    }

    /** Leaves; throws what ended the member before. */
    @Override
    public void close() {
        leaving = true;
        Void unused = work.join();
    }
}
