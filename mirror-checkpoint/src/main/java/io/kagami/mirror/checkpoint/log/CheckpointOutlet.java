package io.kagami.mirror.checkpoint.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.mirror.Checkpoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes checkpoints to their topic. The producer is opened when there is something to write, and closed when there was nothing for a minute,
 * as it costs a thread and connections; after a failure the next one is another, as some failures are a producer's last.
 *
 * <p>Threading: one thread at a time; blocks.
 */
public final class CheckpointOutlet implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointOutlet.class);
    private static final int FOUND_WITHIN_MS = 10_000;
    /** So many may still come after the flow was stopped. */
    private static final int AT_ONCE = 500;

    private static final Duration KEPT_FOR = Duration.ofMinutes(1);
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(1);
    /** A producer gives up by itself in time, unless its thread is gone. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final CheckpointTopic topic;
    private final Map<String, Object> settings;
    private final Function<Map<String, Object>, Producer<byte[], byte[]>> producers;
    private final LongSupplier nanoTime;
    private @Nullable Producer<byte[], byte[]> producer;
    private long usedNanos;

    public CheckpointOutlet(CheckpointTopic topic) {
        this(topic, KafkaProducer::new, System::nanoTime);
    }

    CheckpointOutlet(
            CheckpointTopic topic,
            Function<Map<String, Object>, Producer<byte[], byte[]>> producers,
            LongSupplier nanoTime) {
        this.topic = topic;
        this.producers = producers;
        this.nanoTime = nanoTime;
        this.settings = new HashMap<>(topic.producer());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, FOUND_WITHIN_MS);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    }

    /**
     * Returns when these are safe.
     *
     * @throws CheckpointsUnavailableException if one could not be written
     * @throws InterruptedException if the thread is interrupted before or meanwhile; a few hundred may be written yet
     */
    public void put(List<Checkpoint> checkpoints) throws InterruptedException {
        if (checkpoints.isEmpty()) {
            return;
        }
        try {
            Producer<byte[], byte[]> open = open();
            open.partitionsFor(topic.name()); // fails once, in time, where each send would wait on its own
            for (int from = 0; from < checkpoints.size(); from += AT_ONCE) {
                write(open, checkpoints.subList(from, Math.min(from + AT_ONCE, checkpoints.size())));
            }
        } catch (InterruptException stopRequested) {
            throw stopRequested;
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException | KafkaException e) {
            throw failed(e);
        } catch (RuntimeException defect) {
            discard(Duration.ZERO);
            throw defect;
        }
    }

    private Producer<byte[], byte[]> open() {
        Producer<byte[], byte[]> present = producer;
        if (present == null) {
            present = producers.apply(settings);
            producer = present;
        }
        usedNanos = nanoTime.getAsLong();
        return present;
    }

    private void write(Producer<byte[], byte[]> open, List<Checkpoint> some)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (Thread.interrupted()) {
            throw new InterruptedException("no checkpoint is written any more");
        }
        long deadlineNanos = nanoTime.getAsLong() + patience().toNanos();
        List<Future<RecordMetadata>> writes = new ArrayList<>(some.size());
        for (Checkpoint checkpoint : some) {
            writes.add(open.send(new ProducerRecord<>(
                    topic.name(), 0, CheckpointCodec.key(checkpoint), CheckpointCodec.value(checkpoint))));
        }
        for (Future<RecordMetadata> write : writes) {
            RecordMetadata unused = write.get(deadlineNanos - nanoTime.getAsLong(), TimeUnit.NANOSECONDS);
        }
        usedNanos = nanoTime.getAsLong();
    }

    /** Longer than a producer takes to give up, as it reckons that itself. */
    private Duration patience() {
        AbstractConfig config = new AbstractConfig(ProducerConfig.configDef(), settings, false);
        long perRequestMs = config.getLong(ProducerConfig.LINGER_MS_CONFIG)
                + config.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG);
        return MARGIN.plusMillis(Math.max(config.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG), perRequestMs));
    }

    private CheckpointsUnavailableException failed(Throwable cause) {
        discard(Duration.ZERO);
        return new CheckpointsUnavailableException("write", topic, cause);
    }

    /** Lets go of the producer if nothing was written for a while; to be called now and then. */
    public void rest() {
        if (producer != null && nanoTime.getAsLong() - usedNanos >= KEPT_FOR.toNanos()) {
            discard(CLOSED_WITHIN);
        }
    }

    private void discard(Duration within) {
        Producer<byte[], byte[]> present = producer;
        producer = null;
        if (present != null) {
            try {
                present.close(within);
            } catch (KafkaException notClosed) { // an interrupt too, which stays with the thread
                LOG.debug("a producer of checkpoints could not be closed", notClosed);
            }
        }
    }

    /** What was not waited for is given up. */
    @Override
    public void close() {
        discard(Duration.ZERO);
    }
}
