package io.kagami.mirror.heartbeat;

import io.kagami.mirror.topology.Flow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Key and value of a heartbeat, byte for byte MirrorMaker 2's ({@code org.apache.kafka.connect.mirror.Heartbeat}, which reads them):
 *
 * <pre>
 * key:   source alias, target alias: each length (2) and UTF-8
 * value: version (2; 0), milliseconds since 1970 (8)
 * </pre>
 *
 * <p>Threading: stateless.
 */
final class HeartbeatCodec {

    private static final short VERSION = 0;

    private HeartbeatCodec() {}

    /** One key per flow: in a compacted topic the last heartbeat stays. */
    static byte[] key(Flow flow) {
        byte[] source = flow.source().name().getBytes(StandardCharsets.UTF_8);
        byte[] target = flow.target().name().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 * Short.BYTES + source.length + target.length)
                .putShort((short) source.length)
                .put(source)
                .putShort((short) target.length)
                .put(target)
                .array();
    }

    static byte[] value(long timestampMs) {
        return ByteBuffer.allocate(Short.BYTES + Long.BYTES)
                .putShort(VERSION)
                .putLong(timestampMs)
                .array();
    }
}
