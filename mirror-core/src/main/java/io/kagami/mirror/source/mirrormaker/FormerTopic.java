package io.kagami.mirror.source.mirrormaker;

import io.kagami.mirror.admin.CompactedReader;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A topic in which MirrorMaker 2 may have kept something, and which this user may or may not see.
 *
 * @param name of the topic
 * @param consumer settings for its cluster
 */
public record FormerTopic(String name, Map<String, Object> consumer) {

    private static final Logger LOG = LoggerFactory.getLogger(FormerTopic.class);

    public FormerTopic {
        consumer = Map.copyOf(consumer);
    }

    /** What was seen of it. */
    public enum Sight {
        /** There is none. */
        NOTHING,
        /** There may be one: this user is not told. */
        HIDDEN,
        /** There is one, and this user may not read it. */
        UNREADABLE,
        /** All of it. */
        WHOLE;

        /** Whether it is there. */
        public boolean isThere() {
            return this == UNREADABLE || this == WHOLE;
        }
    }

    /**
     * Reads all of it, oldest first within each partition.
     *
     * @throws org.apache.kafka.common.KafkaException if the cluster cannot be asked now
     */
    public Sight read(Consumer<ConsumerRecord<byte[], byte[]>> reader) throws InterruptedException {
        Map<String, Object> settings = new HashMap<>(consumer);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
        Sight sight = Sight.HIDDEN;
        try (CompactedReader log = new CompactedReader(name, settings)) {
            if (!log.findPartitions()) {
                return Sight.NOTHING;
            }
            sight = Sight.UNREADABLE;
            log.readToEnd(reader);
            return Sight.WHOLE;
        } catch (AuthorizationException refused) {
            LOG.debug("topic cannot be read topic={} error={}", name, refused.getMessage());
            return sight;
        }
    }
}
