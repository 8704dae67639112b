package io.kagami.mirror.offset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Key and value of a record in MirrorMaker 2's offset-syncs topic, byte for byte (its {@code OffsetSync}; no version header).
 *
 * <pre>
 * key:   topic length (2), topic (UTF-8), partition (4)
 * value: upstream offset (8), downstream offset (8)
 *        and, if the topic's id is known: version (1), topic id (16), anything a later version appends
 * </pre>
 *
 * <p>Readers, MirrorMaker 2's and this one, ignore what follows the two offsets.
 *
 * <p>Threading: stateless.
 */
public final class OffsetSyncCodec {

    private static final int VALUE_SIZE = 2 * Long.BYTES;
    private static final int OURS_SIZE = 1 + 2 * Long.BYTES;
    private static final byte OUR_VERSION = 1;

    private OffsetSyncCodec() {}

    /** The key the sync is stored under: one per source partition. */
    public static byte[] key(OffsetSync sync) {
        byte[] topic = sync.topic().getBytes(StandardCharsets.UTF_8);
        if (topic.length > Short.MAX_VALUE) {
            throw new IllegalArgumentException("a topic name of " + topic.length + " bytes has no place in a key");
        }
        return ByteBuffer.allocate(Short.BYTES + topic.length + Integer.BYTES)
                .putShort((short) topic.length)
                .put(topic)
                .putInt(sync.partition())
                .array();
    }

    /** The two offsets, and what MirrorMaker 2 does not read. */
    public static byte[] value(OffsetSync sync) {
        boolean idKnown = !sync.topicId().equals(Uuid.ZERO_UUID);
        ByteBuffer value = ByteBuffer.allocate(VALUE_SIZE + (idKnown ? OURS_SIZE : 0))
                .putLong(sync.upstreamOffset())
                .putLong(sync.downstreamOffset());
        if (idKnown) {
            value.put(OUR_VERSION)
                    .putLong(sync.topicId().getMostSignificantBits())
                    .putLong(sync.topicId().getLeastSignificantBits());
        }
        return value.array();
    }

    /**
     * Reads back which source partition a key stands for.
     *
     * @throws IllegalArgumentException if these are not the bytes of an offset sync's key
     */
    public static TopicPartition partition(byte[] key) {
        ByteBuffer keyBytes = ByteBuffer.wrap(key);
        int length = key.length < Short.BYTES ? -1 : keyBytes.getShort();
        if (length < 0 || keyBytes.remaining() < length + Integer.BYTES) {
            throw new IllegalArgumentException("not the key of an offset sync: " + key.length + " bytes");
        }
        String topic = new String(key, Short.BYTES, length, StandardCharsets.UTF_8);
        return new TopicPartition(topic, keyBytes.getInt(Short.BYTES + length));
    }

    /**
     * Reads a sync back.
     *
     * @throws IllegalArgumentException if these are not the bytes of an offset sync
     */
    public static OffsetSync decode(byte[] key, byte[] value) {
        TopicPartition source = partition(key);
        if (value.length < VALUE_SIZE) {
            throw new IllegalArgumentException("not the value of an offset sync: " + value.length + " bytes");
        }
        ByteBuffer valueBytes = ByteBuffer.wrap(value);
        return new OffsetSync(
                source.topic(), source.partition(), valueBytes.getLong(), valueBytes.getLong(), topicId(valueBytes));
    }

    private static Uuid topicId(ByteBuffer rest) {
        return rest.remaining() >= OURS_SIZE && rest.get() >= OUR_VERSION
                ? new Uuid(rest.getLong(), rest.getLong())
                : Uuid.ZERO_UUID;
    }
}
