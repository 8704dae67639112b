package io.kagami.mirror.checkpoint;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A member of a consumer group that processes what there is and commits it, until it leaves. */
final class Member implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Consumer<ConsumerRecord<byte[], byte[]>> processing;
    private final Thread thread;
    private final AtomicLong processed = new AtomicLong();
    private volatile boolean leaving;

    /** Joins and begins. */
    Member(
            EmbeddedCluster cluster,
            String group,
            String protocol,
            String topic,
            Consumer<ConsumerRecord<byte[], byte[]>> processing) {
        Map<String, Object> settings = new HashMap<>(cluster.clientProperties());
        settings.put("group.id", group);
        settings.put("group.protocol", protocol);
        settings.put("enable.auto.commit", "false");
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        settings.put("max.poll.records", "100");
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.processing = processing;
        consumer.subscribe(List.of(topic));
        this.thread = new Thread(this::run, "member-of-" + group);
        thread.start();
    }

    private void run() {
        try (consumer) {
            while (!leaving) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(100));
                records.forEach(processing);
                consumer.commitSync();
                processed.addAndGet(records.count());
            }
        } catch (WakeupException left) {
            leaving = true;
        }
    }

    /** How many records it has processed and committed. */
    long processed() {
        return processed.get();
    }

    /** Leaves the group; returns when it has. */
    @Override
    public void close() {
        leaving = true;
        try {
            thread.join(Duration.ofSeconds(20).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
