package io.kagami.mirror.checkpoint.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.mirror.Checkpoint;
import org.jspecify.annotations.Nullable;

/**
 * Writes checkpoints with a producer of its own: to a cluster that Connect's producers do not write to. The producer is made when first
 * needed.
 *
 * <p>Threading: one thread; blocks.
 */
public final class ProducerOutlet implements CheckpointOutlet {

    private static final int FOUND_WITHIN_MS = 10_000;

    private final CheckpointTopic topic;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    public ProducerOutlet(CheckpointTopic topic) {
        this.topic = topic;
    }

    @Override
    public boolean isFree() {
        return true;
    }

    @Override
    public void put(List<Checkpoint> checkpoints) throws InterruptedException {
        if (checkpoints.isEmpty()) {
            return;
        }
        KafkaProducer<byte[], byte[]> open = producer;
        if (open == null) {
            Map<String, Object> settings = new HashMap<>(topic.producer());
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, FOUND_WITHIN_MS);
            open = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
            producer = open;
        }
        try {
            open.partitionsFor(topic.name()); // fails once, in time, where each send would wait on its own
        } catch (TimeoutException e) {
            throw new CheckpointsUnavailableException("write", topic, e);
        }
        List<Future<RecordMetadata>> writes = new ArrayList<>(checkpoints.size());
        for (Checkpoint checkpoint : checkpoints) {
            writes.add(open.send(new ProducerRecord<>(
                    topic.name(), 0, CheckpointCodec.key(checkpoint), CheckpointCodec.value(checkpoint))));
        }
        try {
            for (Future<RecordMetadata> write : writes) {
                RecordMetadata unused = write.get();
            }
        } catch (ExecutionException e) {
            throw new CheckpointsUnavailableException("write", topic, e.getCause() == null ? e : e.getCause());
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
    }
}
