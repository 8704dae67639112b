package io.kagami.mirror.heartbeat;

import io.kagami.mirror.admin.CompactedTopic;
import io.kagami.mirror.config.connector.HeartbeatConfig;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.wire.produce.OccasionalWriter;
import io.kagami.mirror.wire.produce.OccasionalWriter.Outcome;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the flow's heartbeats to its target. One may be missed; that none has arrived for a while is said once, and so is that they arrive
 * again.
 *
 * <p>Threading: one thread at a time, which it holds up for {@link #LONGEST_WAIT} at most, and as long as the target takes to create the topic.
 */
final class TargetHeartbeats implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TargetHeartbeats.class);
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);
    private static final Duration BETWEEN_CREATIONS = Duration.ofSeconds(5);
    private static final Duration MISSED_FOR = Duration.ofSeconds(30);

    private final Flow flow;
    private final byte[] key;
    private final CompactedTopic topic;
    private final Map<String, Object> admin;
    private final OccasionalWriter writer;
    private boolean topicMayBeThere;
    private boolean mayCreate = true;
    private long createNotBeforeMs;
    private long writtenMs;
    private @Nullable String told;

    TargetHeartbeats(HeartbeatConfig config, long nowMs) {
        flow = config.flowConfig().flow();
        key = HeartbeatCodec.key(flow);
        topic = new CompactedTopic(config.heartbeatsTopic(), config.replicationFactor());
        admin = config.flowConfig().targetAdmin();
        writer = new OccasionalWriter(
                flow.target(), config.flowConfig().targetProducer(), new TopicPartition(topic.name(), 0));
        writtenMs = nowMs;
    }

    /**
     * Writes one.
     *
     * @throws ConnectException if the target does not allow it, or has shown no such topic for long and allows none to be created
     */
    void beat(long nowMs) throws InterruptedException {
        if (!topicMayBeThere && !create(nowMs)) {
            return;
        }
        Outcome outcome = writer.write(key, HeartbeatCodec.value(nowMs), nowMs, LONGEST_WAIT);
        switch (outcome) {
            case WRITTEN -> written(nowMs);
            case FORBIDDEN -> throw refused();
            case NO_TOPIC -> {
                topicMayBeThere = false;
                missed(outcome.name(), nowMs);
                if (!mayCreate && nowMs - writtenMs >= MISSED_FOR.toMillis()) {
                    throw refused();
                }
            }
            case PENDING, FAILED -> missed(outcome.name(), nowMs);
        }
    }

    private ConnectException refused() {
        return new ConnectException("cluster " + flow.target() + " does not allow heartbeats to be written to topic "
                + topic.name() + ": grant CREATE, DESCRIBE and WRITE of it");
    }

    /** Without the topic, the broker might create it as it likes. */
    private boolean create(long nowMs) throws InterruptedException {
        if (nowMs < createNotBeforeMs) {
            return false;
        }
        try {
            mayCreate = topic.createIfAbsent(admin) != CompactedTopic.Outcome.NOT_ALLOWED;
            topicMayBeThere = true;
        } catch (KafkaException e) {
            createNotBeforeMs = nowMs + BETWEEN_CREATIONS.toMillis();
            missed(String.valueOf(e.getMessage()), nowMs);
        }
        return topicMayBeThere;
    }

    private void written(long nowMs) {
        writtenMs = nowMs;
        if (told != null) {
            told = null;
            LOG.info("Heartbeats reach the target again flow={} topic={}", flow, topic.name());
        }
    }

    private void missed(String error, long nowMs) {
        if (told == null && nowMs - writtenMs >= MISSED_FOR.toMillis()) {
            told = error;
            LOG.warn(
                    "No heartbeat has reached the target for {} s, will keep trying flow={} topic={} error={}",
                    (nowMs - writtenMs) / 1_000,
                    flow,
                    topic.name(),
                    error);
        }
    }

    @Override
    public void close() {
        writer.close();
    }
}
