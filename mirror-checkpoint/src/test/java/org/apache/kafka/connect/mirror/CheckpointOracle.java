package org.apache.kafka.connect.mirror;

/** What Kafka's own class makes of a checkpoint, which it shows to its own package only. */
public final class CheckpointOracle {

    private CheckpointOracle() {}

    public static byte[] key(Checkpoint checkpoint) {
        return checkpoint.recordKey();
    }

    public static byte[] value(Checkpoint checkpoint) {
        return checkpoint.recordValue();
    }
}
