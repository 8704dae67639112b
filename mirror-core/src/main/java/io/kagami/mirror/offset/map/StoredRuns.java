package io.kagami.mirror.offset.map;

import io.kagami.mirror.offset.OffsetSyncCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A record of the offset-syncs topic that holds runs: a chunk of the map in one of the slots of a ring, or the map's anchors, which are what
 * is left of chunks that were overwritten.
 *
 * <pre>
 * key:   topic length (2), "!runs!SLOT!TOPIC" (UTF-8), partition (4)
 * value: upstream offset (8), downstream offset (8) of the first run, version (1), topic id (16), number (8), count (2), runs
 * </pre>
 *
 * <p>No topic begins with an exclamation mark, and both parts begin as an offset sync does, so readers of offset syncs, MirrorMaker 2's
 * among them, take it for one of a topic they never ask about.
 *
 * <p>Immutable.
 */
public final class StoredRuns {

    static final int ANCHORS = -1;

    private static final String MARK = "!runs!";
    private static final String ANCHORS_NAME = "anchors";
    private static final byte[] MARK_BYTES = MARK.getBytes(StandardCharsets.UTF_8);
    private static final byte VERSION = 1;
    private static final int HEAD = 2 * Long.BYTES + 1 + 2 * Long.BYTES + Long.BYTES + Short.BYTES;

    private final TopicPartition source;
    private final int slot;
    private final long number;
    private final Uuid topicId;
    private final EncodedRuns runs;
    private final @Nullable Run rest;

    /**
     * Those of a chunk.
     *
     * @param number grows from chunk to chunk
     * @param topicId of the source topic; the zero id where it is not known
     * @param rest where the run after them begins, if that is not one of them yet
     */
    StoredRuns(TopicPartition source, int slot, long number, Uuid topicId, EncodedRuns runs, @Nullable Run rest) {
        this.source = source;
        this.slot = slot;
        this.number = number;
        this.topicId = topicId;
        this.runs = runs;
        this.rest = rest;
    }

    public TopicPartition source() {
        return source;
    }

    /** What it is stored under: two with the same key replace one another. */
    public byte[] key() {
        String name = slot == ANCHORS ? ANCHORS_NAME : String.valueOf(slot);
        return OffsetSyncCodec.key(MARK + name + "!" + source.topic(), source.partition());
    }

    public byte[] value() {
        EncodedRuns all = runs();
        byte[] value = new byte[HEAD + all.sizeInBytes()];
        ByteBuffer.wrap(value)
                .putLong(all.first().upstream())
                .putLong(all.first().downstream())
                .put(VERSION)
                .putLong(topicId.getMostSignificantBits())
                .putLong(topicId.getLeastSignificantBits())
                .putLong(number)
                .putShort((short) all.count());
        int unused = all.copyTo(value, HEAD);
        return value;
    }

    /** Whether the key is one of these. */
    public static boolean isKey(byte[] key) {
        if (key.length < Short.BYTES + MARK_BYTES.length) {
            return false;
        }
        for (int at = 0; at < MARK_BYTES.length; at++) {
            if (key[Short.BYTES + at] != MARK_BYTES[at]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads it back; empty if a later version wrote it.
     *
     * @param value becomes this object's
     * @throws IllegalArgumentException if these are not the bytes of stored runs
     */
    public static Optional<StoredRuns> decode(byte[] key, byte[] value) {
        TopicPartition name = OffsetSyncCodec.partition(key);
        int end = name.topic().indexOf('!', MARK.length());
        if (!name.topic().startsWith(MARK) || end < 0 || value.length < HEAD) {
            throw new IllegalArgumentException("no runs are stored under " + name);
        }
        String slotName = name.topic().substring(MARK.length(), end);
        int slot = slotName.equals(ANCHORS_NAME) ? ANCHORS : Integer.parseInt(slotName);
        TopicPartition source = new TopicPartition(name.topic().substring(end + 1), name.partition());
        ByteBuffer head = ByteBuffer.wrap(value);
        long upstream = head.getLong();
        long downstream = head.getLong();
        if (head.get() != VERSION) {
            return Optional.empty();
        }
        Uuid topicId = new Uuid(head.getLong(), head.getLong());
        long number = head.getLong();
        EncodedRuns runs = EncodedRuns.decode(value, HEAD, head.getShort(), upstream, downstream);
        return Optional.of(new StoredRuns(source, slot, number, topicId, runs, null));
    }

    boolean isAnchors() {
        return slot == ANCHORS;
    }

    int slot() {
        return slot;
    }

    long number() {
        return number;
    }

    Uuid topicId() {
        return topicId;
    }

    /** All of them, in order. */
    EncodedRuns runs() {
        return rest == null ? runs : runs.followedBy(rest);
    }

    /** The same with nothing but its beginning and its end. */
    StoredRuns bare() {
        return with(runs().bare());
    }

    /** The same with other runs. */
    StoredRuns with(EncodedRuns others) {
        return new StoredRuns(source, slot, number, topicId, others, null);
    }

    /** Whether both are stored under the same key. */
    public boolean replaces(StoredRuns other) {
        return slot == other.slot && source.equals(other.source);
    }
}
