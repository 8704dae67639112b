package io.kagami.mirror.source.task;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.OffsetSyncCodec;
import io.kagami.mirror.offset.map.StoredRuns;
import io.kagami.mirror.source.position.OffsetSyncTopic;
import io.kagami.mirror.source.progress.Progress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends how far partitions are copied to the flow's log of syncs, with a producer of its own, for tasks whose positions cannot go through
 * Connect's.
 *
 * <p>Threading: thread-safe.
 */
public final class PositionSender implements AutoCloseable {

    private static final int PATIENCE_MS = 5_000;
    private static final Duration LAST_WRITE = Duration.ofSeconds(1);

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;

    /** {@code label} tells the task in client ids. */
    public PositionSender(OffsetSyncTopic topic, String label) {
        this(topic, label, Map.of());
    }

    private PositionSender(OffsetSyncTopic topic, String label, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(topic.producer());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "mirror-syncs-" + label);
        settings.putAll(more);
        this.topic = topic.name();
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** One that never gives up what it has sent, as long as the target does not refuse it. */
    public static PositionSender patient(OffsetSyncTopic topic, String label) {
        return new PositionSender(topic, label, Map.of(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE));
    }

    /**
     * Returns whether the topic can be written to, within 5 seconds: fails once, in time, where each send would wait on its own.
     *
     * @throws org.apache.kafka.common.KafkaException if the target cannot be asked now
     */
    public boolean isReachable() {
        return !producer.partitionsFor(topic).isEmpty();
    }

    /**
     * Sends without waiting, the runs first: a sync without the runs before it would say that those records are nowhere.
     *
     * @param done is told once, on a thread of the producer's: of the first failure, or of none
     */
    public void send(Progress progress, Consumer<@Nullable Exception> done) {
        AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
        for (StoredRuns runs : progress.runs()) {
            send(runs.key(), runs.value(), (metadata, failure) -> failed.compareAndSet(null, failure));
        }
        OffsetSync sync = progress.sync();
        send(
                OffsetSyncCodec.key(sync),
                OffsetSyncCodec.value(sync),
                (metadata, failure) -> done.accept(failure == null ? failed.get() : failure));
    }

    private void send(byte[] key, byte[] value, Callback callback) {
        Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(topic, 0, key, value), callback);
    }

    /** Waits a moment for what was sent. */
    @Override
    public void close() {
        producer.close(LAST_WRITE);
    }
}
