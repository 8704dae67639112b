package io.kagami.mirror.heartbeat;

import io.kagami.mirror.admin.CompactedTopic;
import io.kagami.mirror.config.connector.HeartbeatConfig;
import io.kagami.mirror.topology.Flow;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.mirror.Heartbeat;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a heartbeat of its flow to the target, through Connect, and one of the opposite direction to the source.
 *
 * <p>Threading: Connect's task thread; {@link #stop} may come from another.
 */
public final class MirrorHeartbeatTask extends SourceTask {

    private static final Logger LOG = LoggerFactory.getLogger(MirrorHeartbeatTask.class);

    /** Connect asks a task to stop only between two polls. */
    private static final Duration LONGEST_POLL = Duration.ofMillis(500);

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(5);

    private final Clock clock = Clock.systemUTC();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Beating beating;

    /** What a started task has. */
    private static final class Beating {
        private final Flow flow;
        private final CompactedTopic topic;
        private final Map<String, Object> targetAdmin;
        private final long intervalMs;
        private final @Nullable SourceHeartbeats atSource;
        private boolean topicMayBeThere;
        private long nextMs;

        private Beating(HeartbeatConfig config, Duration interval) {
            this.flow = config.flowConfig().flow();
            this.topic = new CompactedTopic(config.heartbeatsTopic(), config.replicationFactor());
            this.targetAdmin = config.flowConfig().targetAdmin();
            this.intervalMs = interval.toMillis();
            this.atSource = config.emitAtSource() ? new SourceHeartbeats(config) : null;
        }
    }

    @Override
    public String version() {
        return MirrorHeartbeatConnector.VERSION;
    }

    @Override
    public void start(Map<String, String> settings) {
        HeartbeatConfig config = HeartbeatConfig.from(settings);
        config.emitInterval().ifPresent(interval -> beating = new Beating(config, interval));
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        Beating present = beating;
        long now = clock.millis();
        long waitMs = present == null ? LONGEST_POLL.toMillis() : present.nextMs - now;
        if (present == null || waitMs > 0) {
            boolean unused = stopped.await(Math.min(waitMs, LONGEST_POLL.toMillis()), TimeUnit.MILLISECONDS);
            return null;
        }
        present.nextMs = now + present.intervalMs;
        if (present.atSource != null) {
            present.atSource.beat(now);
        }
        return isTopicThere(present) ? List.of(record(present, now)) : null;
    }

    /** Whether to write: without the topic, the producer would have the broker create it as it likes. */
    private static boolean isTopicThere(Beating beating) throws InterruptedException {
        if (beating.topicMayBeThere) {
            return true;
        }
        try {
            CompactedTopic.Outcome unused = beating.topic.createIfAbsent(beating.targetAdmin);
            beating.topicMayBeThere = true;
        } catch (KafkaException e) {
            LOG.warn(
                    "Topic of heartbeats cannot be created yet flow={} topic={} error={}",
                    beating.flow,
                    beating.topic.name(),
                    e.getMessage());
            beating.nextMs += BETWEEN_ATTEMPTS.toMillis();
        }
        return beating.topicMayBeThere;
    }

    private static SourceRecord record(Beating beating, long now) {
        Map<String, String> partition = Map.of(
                Heartbeat.SOURCE_CLUSTER_ALIAS_KEY, beating.flow.source().name(),
                Heartbeat.TARGET_CLUSTER_ALIAS_KEY, beating.flow.target().name());
        return new SourceRecord(
                partition,
                Map.of("offset", 0L),
                beating.topic.name(),
                0,
                Schema.BYTES_SCHEMA,
                HeartbeatCodec.key(beating.flow),
                Schema.BYTES_SCHEMA,
                HeartbeatCodec.value(now),
                now);
    }

    @Override
    public void stop() {
        stopped.countDown();
        Beating present = beating;
        beating = null;
        if (present != null && present.atSource != null) {
            present.atSource.close();
        }
    }
}
