package io.kagami.mirror.checkpoint.log;

import java.util.List;
import org.apache.kafka.connect.mirror.Checkpoint;

/** Takes checkpoints to their topic. */
public interface CheckpointOutlet extends AutoCloseable {

    /** Whether what was put here before has left, so that there is room for more. */
    boolean isFree();

    /**
     * Takes these; the caller regards them as written.
     *
     * @throws org.apache.kafka.common.KafkaException if they could not be
     */
    void put(List<Checkpoint> checkpoints) throws InterruptedException;

    @Override
    void close();
}
