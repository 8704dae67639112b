package io.kagami.mirror.checkpoint.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.mirror.Checkpoint;
import org.jspecify.annotations.Nullable;

/**
 * Writes checkpoints to their topic, with a producer that flows to the same cluster have in common. It is asked for when first needed, and anew
 * after a failure, as some failures are a producer's last.
 *
 * <p>Threading: one thread at a time; blocks.
 */
public final class CheckpointOutlet implements AutoCloseable {

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
            open = SharedProducers.ofProcess().lease(topic.producer());
            producer = open;
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
