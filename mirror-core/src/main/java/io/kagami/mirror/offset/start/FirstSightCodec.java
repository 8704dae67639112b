package io.kagami.mirror.offset.start;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Uuid;

/**
 * Keys and values of {@link FirstSight} and {@link Baseline} in the offset-syncs topic. They begin as offset syncs of MirrorMaker 2 do, of
 * a partition no topic has and with no position, so that its readers are not disturbed.
 *
 * <pre>
 * key:   topic length (2), topic (UTF-8; "*" for the baseline), partition -1 (4)
 * value: -1 (8), -1 (8), version (1), then
 *        topic id (16), number of partitions (4), and of each its number (4) and first offset (8),
 *        and, if there are some, number of partitions without a leader (4), and of each its number (4) and the time (8)
 *        or length (4) and text (UTF-8) of topics, of topics.exclude
 * </pre>
 *
 * <p>Threading: stateless.
 */
public final class FirstSightCodec {

    private static final String BASELINE = "*";
    private static final int NO_PARTITION = -1;
    private static final long NO_POSITION = -1;
    private static final byte VERSION = 1;
    private static final int HEAD = 2 * Long.BYTES + 1;
    private static final int ID = 2 * Long.BYTES;
    private static final int ENTRY = Integer.BYTES + Long.BYTES;

    private FirstSightCodec() {}

    /** Whether the record is one of these, and no offset sync. */
    public static boolean isOurs(byte[] key) {
        return key.length >= Short.BYTES + Integer.BYTES
                && ByteBuffer.wrap(key).getInt(key.length - Integer.BYTES) == NO_PARTITION;
    }

    static boolean isBaseline(byte[] key) {
        return isOurs(key) && topic(key).equals(BASELINE);
    }

    static boolean isFirstSight(byte[] key) {
        return isOurs(key) && !topic(key).equals(BASELINE);
    }

    public static byte[] key(FirstSight seen) {
        return key(seen.topic());
    }

    public static byte[] value(FirstSight seen) {
        int unseen = seen.unseen().isEmpty() ? 0 : Integer.BYTES + seen.unseen().size() * ENTRY;
        ByteBuffer value =
                ByteBuffer.allocate(HEAD + ID + Integer.BYTES + seen.starts().size() * ENTRY + unseen);
        begin(value)
                .putLong(seen.topicId().getMostSignificantBits())
                .putLong(seen.topicId().getLeastSignificantBits())
                .putInt(seen.starts().size());
        seen.starts().forEach((partition, offset) -> value.putInt(partition).putLong(offset));
        if (unseen > 0) {
            value.putInt(seen.unseen().size());
            seen.unseen().forEach((partition, time) -> value.putInt(partition).putLong(time.toEpochMilli()));
        }
        return value.array();
    }

    public static byte[] baselineKey() {
        return key(BASELINE);
    }

    public static byte[] value(Baseline baseline) {
        byte[] topics = baseline.topics().getBytes(StandardCharsets.UTF_8);
        byte[] excluded = baseline.excluded().getBytes(StandardCharsets.UTF_8);
        ByteBuffer value = ByteBuffer.allocate(HEAD + 2 * Integer.BYTES + topics.length + excluded.length);
        begin(value).putInt(topics.length).put(topics).putInt(excluded.length).put(excluded);
        return value.array();
    }

    static FirstSight firstSight(byte[] key, byte[] value) {
        ByteBuffer rest = rest(value);
        Uuid id = new Uuid(rest.getLong(), rest.getLong());
        int partitions = rest.getInt();
        Map<Integer, Long> starts = new HashMap<>();
        for (int left = partitions; left > 0; left--) {
            starts.put(rest.getInt(), rest.getLong());
        }
        Map<Integer, Instant> unseen = new HashMap<>();
        for (int left = rest.hasRemaining() ? rest.getInt() : 0; left > 0; left--) {
            unseen.put(rest.getInt(), Instant.ofEpochMilli(rest.getLong()));
        }
        return new FirstSight(topic(key), id, starts, unseen);
    }

    static Baseline baseline(byte[] value) {
        ByteBuffer rest = rest(value);
        return new Baseline(text(rest), text(rest));
    }

    private static byte[] key(String topic) {
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Short.BYTES + name.length + Integer.BYTES)
                .putShort((short) name.length)
                .put(name)
                .putInt(NO_PARTITION)
                .array();
    }

    private static String topic(byte[] key) {
        return new String(key, Short.BYTES, key.length - Short.BYTES - Integer.BYTES, StandardCharsets.UTF_8);
    }

    private static ByteBuffer begin(ByteBuffer value) {
        return value.putLong(NO_POSITION).putLong(NO_POSITION).put(VERSION);
    }

    private static ByteBuffer rest(byte[] value) {
        return ByteBuffer.wrap(value).position(HEAD);
    }

    private static String text(ByteBuffer rest) {
        byte[] text = new byte[rest.getInt()];
        rest.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
