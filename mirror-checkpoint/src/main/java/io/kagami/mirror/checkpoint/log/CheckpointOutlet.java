package io.kagami.mirror.checkpoint.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.connect.mirror.Checkpoint;
import org.jspecify.annotations.Nullable;

/**
 * Writes checkpoints to their topic, with a producer that flows to the same cluster have in common. It is asked for when first needed, and anew
 * after a failure, as some failures are a producer's last.
 *
 * <p>Threading: one thread at a time; blocks.
 */
public final class CheckpointOutlet implements AutoCloseable {

    private static final int FOUND_WITHIN_MS = 10_000;

    private final CheckpointTopic topic;
    private SharedProducers.@Nullable Lease producer;

    public CheckpointOutlet(CheckpointTopic topic) {
        this.topic = topic;
    }

    /**
     * Returns when these are safe.
     *
     * @throws CheckpointsUnavailableException if one could not be written
     */
    public void put(List<Checkpoint> checkpoints) throws InterruptedException {
        if (checkpoints.isEmpty()) {
            return;
        }
        SharedProducers.Lease open = producer;
        if (open == null) {
            Map<String, Object> settings = new HashMap<>(topic.producer());
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, FOUND_WITHIN_MS);
            open = SharedProducers.ofProcess().lease(settings);
            producer = open;
        }
        try {
            open.producer().partitionsFor(topic.name()); // fails once, in time, where each send would wait on its own
        } catch (TimeoutException | AuthorizationException e) {
            throw new CheckpointsUnavailableException("write", topic, e);
        }
        List<Future<RecordMetadata>> writes = new ArrayList<>(checkpoints.size());
        for (Checkpoint checkpoint : checkpoints) {
            writes.add(open.producer()
                    .send(new ProducerRecord<>(
                            topic.name(), 0, CheckpointCodec.key(checkpoint), CheckpointCodec.value(checkpoint))));
        }
        try {
            for (Future<RecordMetadata> write : writes) {
                RecordMetadata unused = write.get();
            }
        } catch (ExecutionException e) {
            open.discard();
            producer = null;
            throw new CheckpointsUnavailableException("write", topic, e.getCause() == null ? e : e.getCause());
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close();
        }
    }
}
