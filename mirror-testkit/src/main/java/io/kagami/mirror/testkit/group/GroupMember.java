package io.kagami.mirror.testkit.group;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * A member of a consumer group that processes the committed records there are and commits behind each portion, until it leaves.
 *
 * <p>Threading: it consumes in a thread of its own, which also calls {@code processing}; the methods are safe for all.
 */
public final class GroupMember implements AutoCloseable {

    private static final int MOST_RECORDS_A_PORTION = 100;
    private static final int ANSWER_MILLIS = 10_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Consumer<ConsumerRecord<byte[], byte[]>> processing;
    private final long most;
    private final Thread thread;
    private final AtomicLong processed = new AtomicLong();
    private volatile boolean leaving;
    private volatile @Nullable KafkaException failure;

    /**
     * Joins and begins.
     *
     * @param clientProperties of the cluster
     * @param protocol {@code classic}, or {@code consumer} for KIP-848
     * @param topics as a regular expression; topics that appear later are noticed within a second
     * @param processing what is done with each record before it is committed
     */
    public GroupMember(
            Map<String, String> clientProperties,
            String group,
            String protocol,
            String topics,
            Consumer<ConsumerRecord<byte[], byte[]>> processing) {
        this(clientProperties, group, protocol, topics, processing, Long.MAX_VALUE);
    }

    /**
     * Joins and begins, and leaves by itself.
     *
     * @param most when it has processed so many records, or up to a hundred more
     */
    public GroupMember(
            Map<String, String> clientProperties,
            String group,
            String protocol,
            String topics,
            Consumer<ConsumerRecord<byte[], byte[]>> processing,
            long most) {
        Map<String, Object> settings = new HashMap<>(clientProperties);
        settings.put("group.id", group);
        settings.put("group.protocol", protocol);
        settings.put("enable.auto.commit", "false");
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        settings.put("max.poll.records", MOST_RECORDS_A_PORTION);
        settings.put("metadata.max.age.ms", "1000");
        settings.put("default.api.timeout.ms", ANSWER_MILLIS);
        settings.put("request.timeout.ms", ANSWER_MILLIS);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.processing = processing;
        this.most = most;
        consumer.subscribe(Pattern.compile(topics));
        this.thread = new Thread(this::run, "member-of-" + group);
        thread.start();
    }

    private void run() {
        try {
            while (!leaving && processed.get() < most) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(100));
                records.forEach(processing);
                consumer.commitSync();
                processed.addAndGet(records.count());
            }
        } catch (KafkaException e) {
            failure = e;
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
        }
    }

    /** How many records it has processed and committed. */
    public long processed() {
        return processed.get();
    }

    /** Leaves the group and returns when it has, however it fared: its cluster may be gone. */
    public void abandon() {
        leaving = true;
        try {
            thread.join(3L * ANSWER_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Leaves the group and returns when it has; throws what ended it before. */
    @Override
    public void close() {
        abandon();
        KafkaException trouble = failure;
        if (trouble != null) {
            throw new KafkaException("this member had to stop", trouble);
        }
    }
}
