package org.apache.kafka.connect.mirror;

/** The bytes MirrorMaker 2 makes of a heartbeat. */
public final class HeartbeatOracle {

    private HeartbeatOracle() {}

    public static byte[] key(String source, String target) {
        return new Heartbeat(source, target, 0).recordKey();
    }

    public static byte[] value(long timestampMs) {
        return new Heartbeat("", "", timestampMs).recordValue();
    }
}
