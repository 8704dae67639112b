package io.kagami.mirror.cli.demo.data;

import io.kagami.mirror.cli.demo.data.DemoTopic.Commits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes one topic, round by round; a round is one transaction where the topic has any.
 *
 * <p>Threading: one thread at a time.
 */
final class TopicProducer implements AutoCloseable {

    private static final int ABORT_EVERY = 4;

    private final DemoTopic topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private long next;
    private long rounds;

    TopicProducer(DemoTopic topic, Map<String, String> clientProperties) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                settings(topic, clientProperties), new ByteArraySerializer(), new ByteArraySerializer());
        if (topic.commits() == Commits.TRANSACTIONS) {
            producer.initTransactions();
        }
    }

    DemoTopic topic() {
        return topic;
    }

    /** Writes a round and, for transactions, returns when it has ended. */
    void round(int records) {
        rounds++;
        if (topic.commits() == Commits.TRANSACTIONS) {
            producer.beginTransaction();
            send(records);
            // An abort drops what was not sent yet; here it shall reach the log, for the mirror to leave out.
            producer.flush();
            if (rounds % ABORT_EVERY == 0) {
                producer.abortTransaction();
            } else {
                producer.commitTransaction();
            }
        } else {
            send(records);
        }
        throwIfFailed();
    }

    /** Returns when the broker has everything. */
    void flush() {
        producer.flush();
        throwIfFailed();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }

    private void send(int records) {
        for (int record = 0; record < records; record++) {
            var unused = producer.send(
                    topic.content().record(topic.name(), next++),
                    (stored, failed) -> failure.compareAndSet(null, failed));
        }
    }

    private void throwIfFailed() {
        Exception failed = failure.get();
        if (failed != null) {
            throw new KafkaException("the demo could not write to " + topic.name(), failed);
        }
    }

    private static Map<String, Object> settings(DemoTopic topic, Map<String, String> clientProperties) {
        Map<String, Object> settings = new HashMap<>(clientProperties);
        settings.put("acks", "all");
        settings.put("compression.type", topic.codec());
        settings.put("linger.ms", 20);
        settings.put("buffer.memory", 4L * 1024 * 1024);
        // So that a new partition is soon written to.
        settings.put("metadata.max.age.ms", 1000);
        if (topic.commits() == Commits.TRANSACTIONS) {
            settings.put("transactional.id", "demo-" + topic.name());
        }
        return settings;
    }
}
