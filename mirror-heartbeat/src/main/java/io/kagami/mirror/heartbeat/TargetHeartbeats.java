package io.kagami.mirror.heartbeat;

import io.kagami.mirror.admin.CompactedTopic;
import io.kagami.mirror.config.connector.HeartbeatConfig;
import io.kagami.mirror.rounds.Lockout;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.wire.produce.OccasionalWriter;
import io.kagami.mirror.wire.produce.OccasionalWriter.Outcome;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the flow's heartbeats to its target. One may be missed; that none has arrived for a while is said once, and so is that they arrive
 * again.
 *
 * <p>Threading: one thread at a time, which it holds up for as long as it is told, and as long as the target takes to create the topic.
 */
final class TargetHeartbeats implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TargetHeartbeats.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration MISSED_FOR = Duration.ofSeconds(30);

    private final Flow flow;
    private final byte[] key;
    private final CompactedTopic topic;
    private final Map<String, Object> admin;
    private final Map<String, Object> producer;
    private final Duration patience;
    private final Lockout lockout = new Lockout();
    private @Nullable OccasionalWriter writer;
    private boolean topicMayBeThere;
    private boolean mayCreate = true;
    private long notBeforeNanos;
    private long writtenNanos;
    private @Nullable String told;

    /**
     * Opens nothing yet.
     *
     * @param patience how long to wait at most for one heartbeat to be acknowledged
     * @param nowNanos of {@link System#nanoTime}
     */
    TargetHeartbeats(HeartbeatConfig config, Duration patience, long nowNanos) {
        flow = config.flowConfig().flow();
        key = HeartbeatCodec.key(flow);
        topic = new CompactedTopic(config.heartbeatsTopic(), config.replicationFactor());
        admin = config.flowConfig().targetAdmin();
        producer = config.flowConfig().targetProducer();
        this.patience = patience;
        notBeforeNanos = nowNanos;
        writtenNanos = nowNanos;
    }

    /**
     * Writes one.
     *
     * @param timestampMs what it says
     * @param nowNanos of {@link System#nanoTime}
     * @throws ConnectException if the target does not allow it, has shown no such topic for long and allows none to be created, or has not let us
     *     in for long
     */
    void beat(long timestampMs, long nowNanos) throws InterruptedException {
        if (nowNanos - notBeforeNanos < 0) {
            return;
        }
        Outcome outcome;
        try {
            createIfAbsent();
            outcome = open().write(key, HeartbeatCodec.value(timestampMs), timestampMs, patience);
        } catch (InterruptException stopRequested) {
            throw stopRequested;
        } catch (KafkaException e) {
            failed(e, nowNanos);
            return;
        }
        lockout.over();
        take(outcome, nowNanos);
    }

    private void take(Outcome outcome, long nowNanos) {
        switch (outcome) {
            case WRITTEN -> written(nowNanos);
            case FORBIDDEN -> throw refused();
            case NO_TOPIC -> {
                topicMayBeThere = false;
                missed(outcome.name(), nowNanos);
                if (!mayCreate && isMissedForLong(nowNanos)) {
                    throw refused();
                }
            }
            case PENDING, FAILED -> missed(outcome.name(), nowNanos);
        }
    }

    private ConnectException refused() {
        return new ConnectException("cluster " + flow.target() + " does not allow heartbeats to be written to topic "
                + topic.name() + ": grant CREATE, DESCRIBE and WRITE of it");
    }

    /** Without the topic, the broker might create it as it likes. */
    private void createIfAbsent() throws InterruptedException {
        if (!topicMayBeThere) {
            mayCreate = topic.createIfAbsent(admin) != CompactedTopic.Outcome.NOT_ALLOWED;
            topicMayBeThere = true;
        }
    }

    private OccasionalWriter open() {
        OccasionalWriter present = writer;
        if (present == null) {
            present = new OccasionalWriter(flow.target(), producer, new TopicPartition(topic.name(), 0));
            writer = present;
        }
        return present;
    }

    private void failed(KafkaException failure, long nowNanos) {
        missed(String.valueOf(failure.getMessage()), nowNanos);
        notBeforeNanos = nowNanos + AFTER_FAILURE.toNanos();
        if (lockout.lasts(failure, nowNanos)) {
            throw new ConnectException(
                    "cluster " + flow.target() + " has not let us in to write heartbeats for "
                            + Lockout.LASTS_FROM.toSeconds() + " s: " + failure.getMessage(),
                    failure);
        }
        if (!(failure instanceof AuthenticationException)) {
            close(); // a connection that broke down may not recover; one that is refused goes on trying, as fast as is
            // fit
        }
    }

    private void written(long nowNanos) {
        writtenNanos = nowNanos;
        if (told != null) {
            told = null;
            LOG.info("Heartbeats reach the target again flow={} topic={}", flow, topic.name());
        }
    }

    private void missed(String error, long nowNanos) {
        if (told == null && isMissedForLong(nowNanos)) {
            told = error;
            LOG.warn(
                    "No heartbeat has reached the target for {} s, will keep trying flow={} topic={} error={}",
                    Duration.ofNanos(nowNanos - writtenNanos).toSeconds(),
                    flow,
                    topic.name(),
                    error);
        }
    }

    private boolean isMissedForLong(long nowNanos) {
        return nowNanos - writtenNanos >= MISSED_FOR.toNanos();
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
