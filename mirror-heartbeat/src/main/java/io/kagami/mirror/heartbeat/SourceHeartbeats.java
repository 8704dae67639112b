package io.kagami.mirror.heartbeat;

import io.kagami.mirror.admin.CompactedTopic;
import io.kagami.mirror.config.connector.HeartbeatConfig;
import io.kagami.mirror.config.keys.HeartbeatDefinition;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the flow's source what a connector of the opposite direction would: the heartbeat that is mirrored to the target, and from there
 * on, and so tells every cluster downstream where its records come from. A source that refuses it stays as it is; that is said once.
 *
 * <p>Threading: the task's thread; answers come on the producer's.
 */
final class SourceHeartbeats implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SourceHeartbeats.class);
    private static final Duration LONGEST_BLOCK = Duration.ofMillis(200);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(5);

    private final Flow flow;
    private final Flow reverse;
    private final CompactedTopic topic;
    private final Map<String, Object> admin;
    private final Map<String, Object> settings;
    private @Nullable KafkaProducer<byte[], byte[]> producer;
    private boolean mayCreate = true;
    private boolean told;
    private volatile @Nullable Exception failure;
    private long notBeforeMs;

    SourceHeartbeats(HeartbeatConfig config, Duration interval) {
        flow = config.flowConfig().flow();
        reverse = flow.reversed();
        topic = new CompactedTopic(config.heartbeatsTopic(), config.replicationFactor());
        admin = config.flowConfig().sourceAdmin();
        settings = new HashMap<>(config.flowConfig().sourceProducer());
        settings.put(ProducerConfig.ACKS_CONFIG, "1");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_BLOCK.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 15_000);
        settings.putIfAbsent(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Math.max(300_000, 2 * interval.toMillis()));
    }

    /** Writes one, unless the source has lately refused. Does not wait for the answer. */
    void beat(long now) throws InterruptedException {
        if (now < notBeforeMs) {
            return;
        }
        try {
            throwFailure();
            createTopic();
            ProducerRecord<byte[], byte[]> heartbeat =
                    new ProducerRecord<>(topic.name(), 0, now, HeartbeatCodec.key(reverse), HeartbeatCodec.value(now));
            Future<RecordMetadata> unused = open().send(heartbeat, (written, error) -> failure = error);
        } catch (KafkaException e) {
            failed(e, now);
        }
    }

    private void throwFailure() {
        Exception last = failure;
        failure = null;
        if (last != null) {
            throw last instanceof KafkaException known ? known : new KafkaException(last);
        }
    }

    private void createTopic() throws InterruptedException {
        if (producer == null && mayCreate) {
            mayCreate = topic.createIfAbsent(admin) != CompactedTopic.Outcome.NOT_ALLOWED;
        }
    }

    private KafkaProducer<byte[], byte[]> open() {
        KafkaProducer<byte[], byte[]> present = producer;
        if (present == null) {
            present = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
            producer = present;
        }
        return present;
    }

    /** Not worth more than one line: the target's own heartbeats, and all records, go on. */
    private void failed(KafkaException error, long now) {
        boolean refused = error instanceof AuthorizationException || !mayCreate;
        notBeforeMs = now + (refused ? AFTER_REFUSAL : AFTER_FAILURE).toMillis();
        if (refused) {
            close();
        }
        if (refused && !told) {
            told = true;
            LOG.warn(
                    "The source takes no heartbeats, so that tools at the target and further on do not see it as upstream;"
                            + " everything else goes on. Allow WRITE and CREATE on the topic, or set {}.{} = false"
                            + " flow={} topic={} error={}",
                    flow,
                    HeartbeatDefinition.EMIT_AT_SOURCE,
                    flow,
                    topic.name(),
                    error.getMessage());
        } else {
            LOG.debug("heartbeat not written to the source flow={} error={}", flow, error.getMessage());
        }
    }

    @Override
    public void close() {
        KafkaProducer<byte[], byte[]> present = producer;
        producer = null;
        if (present != null) {
            present.close(Duration.ofMillis(500));
        }
    }
}
