package org.apache.kafka.connect.mirror;

import java.util.Map;

/** What Kafka's own class makes of a checkpoint, which it shows to its own package only. */
public final class CheckpointOracle {

    private CheckpointOracle() {}

    public static byte[] key(Checkpoint checkpoint) {
        return checkpoint.recordKey();
    }

    public static byte[] value(Checkpoint checkpoint) {
        return checkpoint.recordValue();
    }

    public static Map<String, ?> sourcePartition(Checkpoint checkpoint) {
        return checkpoint.connectPartition();
    }
}
