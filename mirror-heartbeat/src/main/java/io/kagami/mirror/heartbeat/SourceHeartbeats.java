package io.kagami.mirror.heartbeat;

import io.kagami.mirror.admin.CompactedTopic;
import io.kagami.mirror.config.connector.HeartbeatConfig;
import io.kagami.mirror.config.keys.HeartbeatDefinition;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.wire.produce.OccasionalWriter;
import io.kagami.mirror.wire.produce.OccasionalWriter.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the flow's source what a connector of the opposite direction would: the heartbeat that is mirrored to the target, and from there
 * on, and so tells every cluster downstream where its records come from. A source that refuses it stays as it is; that is said once.
 *
 * <p>Threading: one thread at a time, which it holds up for as long as it is told, at the very first for 3 s, where the source does not
 * answer.
 */
final class SourceHeartbeats implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SourceHeartbeats.class);
    private static final int LONGEST_CREATION_MS = 3_000;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(5);

    private final Flow flow;
    private final byte[] key;
    private final CompactedTopic topic;
    private final Map<String, Object> admin;
    private final Map<String, Object> settings;
    private final Duration patience;
    private @Nullable OccasionalWriter writer;
    private boolean mayCreate = true;
    private boolean told;
    private long notBeforeNanos;

    /**
     * Opens nothing yet.
     *
     * @param patience how long to wait at most for one heartbeat to be acknowledged
     * @param nowNanos of {@link System#nanoTime}
     */
    SourceHeartbeats(HeartbeatConfig config, Duration patience, long nowNanos) {
        flow = config.flowConfig().flow();
        key = HeartbeatCodec.key(flow.reversed());
        topic = new CompactedTopic(config.heartbeatsTopic(), config.replicationFactor());
        admin = new HashMap<>(config.flowConfig().sourceAdmin());
        admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LONGEST_CREATION_MS);
        admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LONGEST_CREATION_MS);
        settings = config.flowConfig().sourceProducer();
        this.patience = patience;
        notBeforeNanos = nowNanos;
    }

    /**
     * Writes one, unless the source has lately refused.
     *
     * @param timestampMs what it says
     * @param nowNanos of {@link System#nanoTime}
     */
    void beat(long timestampMs, long nowNanos) throws InterruptedException {
        if (nowNanos - notBeforeNanos < 0) {
            return;
        }
        try {
            Outcome outcome = open().write(key, HeartbeatCodec.value(timestampMs), timestampMs, patience);
            if (outcome == Outcome.FORBIDDEN || (outcome == Outcome.NO_TOPIC && !mayCreate)) {
                refused(outcome, nowNanos);
            }
        } catch (InterruptException stopRequested) {
            throw stopRequested;
        } catch (KafkaException e) {
            notBeforeNanos = nowNanos + AFTER_FAILURE.toNanos();
            LOG.debug("heartbeat not written to the source flow={} error={}", flow, e.getMessage());
        }
    }

    private OccasionalWriter open() throws InterruptedException {
        OccasionalWriter present = writer;
        if (present == null) {
            mayCreate = topic.createIfAbsent(admin) != CompactedTopic.Outcome.NOT_ALLOWED;
            present = new OccasionalWriter(flow.source(), settings, new TopicPartition(topic.name(), 0));
            writer = present;
        }
        return present;
    }

    /** Not worth more than one line: the target's own heartbeats, and all records, go on. */
    private void refused(Outcome outcome, long nowNanos) {
        close();
        notBeforeNanos = nowNanos + AFTER_REFUSAL.toNanos();
        if (!told) {
            told = true;
            LOG.warn(
                    "The source takes no heartbeats, so that tools at the target and further on do not see it as upstream;"
                            + " everything else goes on. Allow CREATE and WRITE of the topic, or set {}.{} = false"
                            + " flow={} topic={} error={}",
                    flow,
                    HeartbeatDefinition.EMIT_AT_SOURCE,
                    flow,
                    topic.name(),
                    outcome);
        }
    }

    @Override
    public void close() {
        OccasionalWriter present = writer;
        writer = null;
        if (present != null) {
            present.close();
        }
    }
}
