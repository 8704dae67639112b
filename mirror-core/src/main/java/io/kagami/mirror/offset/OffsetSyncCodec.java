package io.kagami.mirror.offset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Key and value of a record in MirrorMaker 2's offset-syncs topic, byte for byte (its {@code OffsetSync}; no version header).
 *
 * <pre>
 * key:   topic length (2), topic (UTF-8), partition (4)
 * value: upstream offset (8), downstream offset (8)
 *        and, of our own syncs: version (1), topic id (16; zero where unknown),
 *        since version 2: producer id (8; -1 where unknown), producer epoch (2), sequence (4), run length (8),
 *        since version 3: leader epoch at the source (4; -1 where unknown), the first offset known to be of it (8),
 *        since version 4, if it only counts: upstream offset (8), downstream offset (8), which are -1 above,
 *        since version 5: how many earlier epochs follow (1), each as leader epoch (4), first offset (8), the latest first,
 *        anything a later version appends
 * </pre>
 *
 * <p>Readers, MirrorMaker 2's and this one, ignore what follows what they know.
 *
 * <p>Threading: stateless.
 */
public final class OffsetSyncCodec {

    private static final int MM2_SIZE = 2 * Long.BYTES;
    private static final int TOPIC_ID_SIZE = 1 + 2 * Long.BYTES;
    private static final int WRITER_SIZE = Long.BYTES + Short.BYTES + Integer.BYTES + Long.BYTES;
    private static final int EPOCH_SIZE = Integer.BYTES + Long.BYTES;
    private static final byte VERSION = 5;
    private static final byte FIRST_WITH_WRITER = 2;
    private static final byte FIRST_WITH_EPOCH = 3;
    private static final byte FIRST_THAT_COUNTS = 4;
    private static final byte FIRST_WITH_HISTORY = 5;
    private static final long UNKNOWN = -1;

    private OffsetSyncCodec() {}

    /** The key the sync is stored under: one per source partition. */
    public static byte[] key(OffsetSync sync) {
        return key(sync.topic(), sync.partition());
    }

    /** The key of the partition's syncs. */
    public static byte[] key(String topicName, int partition) {
        byte[] topic = topicName.getBytes(StandardCharsets.UTF_8);
        if (topic.length > Short.MAX_VALUE) {
            throw new IllegalArgumentException("a topic name of " + topic.length + " bytes has no place in a key");
        }
        return ByteBuffer.allocate(Short.BYTES + topic.length + Integer.BYTES)
                .putShort((short) topic.length)
                .put(topic)
                .putInt(partition)
                .array();
    }

    /** The two offsets, and what MirrorMaker 2 does not read. */
    public static byte[] value(OffsetSync sync) {
        ProducerPosition writer = sync.writer();
        if (writer == null && sync.topicId().equals(Uuid.ZERO_UUID) && sync.runLength() == 0) {
            return pair(ByteBuffer.allocate(MM2_SIZE), sync).array();
        }
        byte[] history = EpochHistory.encode(sync.epoch());
        int size = MM2_SIZE + TOPIC_ID_SIZE + WRITER_SIZE + EPOCH_SIZE + history.length;
        ByteBuffer value = sync.onlyCounts()
                ? ByteBuffer.allocate(size + MM2_SIZE).putLong(UNKNOWN).putLong(UNKNOWN)
                : pair(ByteBuffer.allocate(size), sync);
        value.put(VERSION)
                .putLong(sync.topicId().getMostSignificantBits())
                .putLong(sync.topicId().getLeastSignificantBits());
        put(value, writer).putLong(sync.runLength());
        ByteBuffer unused = put(value, sync.epoch());
        return (sync.onlyCounts() ? pair(value, sync) : value).put(history).array();
    }

    private static ByteBuffer put(ByteBuffer value, @Nullable ProducerPosition writer) {
        return value.putLong(writer == null ? UNKNOWN : writer.producerId())
                .putShort(writer == null ? (short) UNKNOWN : writer.producerEpoch())
                .putInt(writer == null ? (int) UNKNOWN : writer.sequence());
    }

    private static ByteBuffer put(ByteBuffer value, @Nullable SourceEpoch epoch) {
        return value.putInt(epoch == null ? (int) UNKNOWN : epoch.leaderEpoch())
                .putLong(epoch == null ? UNKNOWN : epoch.firstOffset());
    }

    private static ByteBuffer pair(ByteBuffer value, OffsetSync sync) {
        return value.putLong(sync.upstreamOffset()).putLong(sync.downstreamOffset());
    }

    /**
     * Reads a key back.
     *
     * @throws IllegalArgumentException if these are not the bytes of such a key
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
        TopicPartition partition = partition(key);
        if (value.length < MM2_SIZE) {
            throw new IllegalArgumentException("not the value of an offset sync: " + value.length + " bytes");
        }
        return decode(partition.topic(), partition.partition(), ByteBuffer.wrap(value));
    }

    /** Whether there is nothing but what MirrorMaker 2 writes. */
    public static boolean isOnlyAPair(byte[] value) {
        return value.length == MM2_SIZE;
    }

    private static OffsetSync decode(String topic, int partition, ByteBuffer value) {
        long upstream = value.getLong();
        long downstream = value.getLong();
        if (value.remaining() < TOPIC_ID_SIZE) {
            return new OffsetSync(topic, partition, upstream, downstream);
        }
        byte version = value.get();
        Uuid topicId = new Uuid(value.getLong(), value.getLong());
        if (version < FIRST_WITH_WRITER || value.remaining() < WRITER_SIZE) {
            return new OffsetSync(topic, partition, upstream, downstream, version < 1 ? Uuid.ZERO_UUID : topicId);
        }
        ProducerPosition writer = writer(value.getLong(), value.getShort(), value.getInt());
        long runLength = Math.max(0, value.getLong());
        SourceEpoch epoch = epoch(version, value);
        boolean onlyCounts = version >= FIRST_THAT_COUNTS && upstream < 0 && value.remaining() >= MM2_SIZE;
        long trueUpstream = onlyCounts ? value.getLong() : upstream;
        long trueDownstream = onlyCounts ? value.getLong() : downstream;
        SourceEpoch whole = withHistory(epoch, version, value);
        return new OffsetSync(
                topic, partition, trueUpstream, trueDownstream, topicId, writer, runLength, whole, onlyCounts);
    }

    private static @Nullable SourceEpoch epoch(byte version, ByteBuffer value) {
        if (version < FIRST_WITH_EPOCH || value.remaining() < EPOCH_SIZE) {
            return null;
        }
        int leaderEpoch = value.getInt();
        long firstOffset = value.getLong();
        return leaderEpoch < 0 || firstOffset < 0 ? null : new SourceEpoch(leaderEpoch, firstOffset);
    }

    private static @Nullable SourceEpoch withHistory(@Nullable SourceEpoch epoch, byte version, ByteBuffer value) {
        return epoch == null || version < FIRST_WITH_HISTORY ? epoch : EpochHistory.decode(epoch, value);
    }

    private static @Nullable ProducerPosition writer(long producerId, short producerEpoch, int sequence) {
        boolean isKnown = producerId >= 0 && producerEpoch >= 0 && sequence >= 0;
        return isKnown ? new ProducerPosition(producerId, producerEpoch, sequence) : null;
    }
}
