package io.kagami.mirror.cli.status.cluster;

import io.kagami.mirror.admin.CompactedReader;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A small topic that may not be there yet, read to its end, and then, each time somebody wants to know, to where it ends by then.
 *
 * <p>Threading: one thread; blocks.
 */
public final class TopicTail implements AutoCloseable {

    private final CompactedReader log;
    private final long most;
    private boolean begun;

    private TopicTail(Map<String, Object> consumerSettings, String topic, long most) {
        this.log = new CompactedReader(topic, Answers.consumer(consumerSettings));
        this.most = most;
    }

    /** All of it. */
    public static TopicTail whole(Map<String, Object> consumerSettings, String topic) {
        return new TopicTail(consumerSettings, topic, Long.MAX_VALUE);
    }

    /** At first only the last so many offsets of each partition. */
    public static TopicTail last(Map<String, Object> consumerSettings, String topic, long most) {
        return new TopicTail(consumerSettings, topic, most);
    }

    /**
     * Reads on; each record has a key.
     *
     * @return whether there is such a topic
     * @throws org.apache.kafka.common.KafkaException if the cluster refuses, or does not answer in time; the next call goes on
     */
    public boolean read(Consumer<ConsumerRecord<byte[], byte[]>> reader) throws InterruptedException {
        if (!begun) {
            if (!log.findPartitions()) {
                return false;
            }
            if (most < Long.MAX_VALUE) {
                log.skipToLast(most);
            }
            begun = true;
        }
        log.readToEnd(
                reader, () -> {}); // of a topic that was created anew, what is there now takes the place of what was
        return true;
    }

    /** Reads again from its beginning, the next time. */
    public void rewind() {
        if (begun) {
            log.rewind();
        }
    }

    @Override
    public void close() {
        log.close();
    }
}
