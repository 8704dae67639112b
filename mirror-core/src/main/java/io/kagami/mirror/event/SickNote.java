package io.kagami.mirror.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kagami.mirror.topology.Flow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What a task leaves in the flow's offset-syncs topic about a sick partition, so that other processes can know: key and value of a record.
 *
 * <pre>
 * key:   topic length (2), "!sick!" and topic (UTF-8), partition (4)
 * value: upstream offset (8), downstream offset (8), version (1), and while it is sick: JSON
 * </pre>
 *
 * <p>No topic begins with an exclamation mark, and both parts begin as an offset sync does, so readers of offset syncs, MirrorMaker 2's among
 * them, take a note for one of a topic they never ask about. A partition that is well again gets a value without JSON and never a tombstone,
 * at which MirrorMaker 2's reader fails.
 *
 * <p>Threading: stateless.
 */
public final class SickNote {

    private static final String MARK = "!sick!";
    private static final byte VERSION = 1;
    private static final int HEAD = 2 * Long.BYTES + 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private SickNote() {}

    /** What both notes about the partition are stored under. */
    public static byte[] key(TopicPartition source) {
        byte[] topic = (MARK + source.topic()).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Short.BYTES + topic.length + Integer.BYTES)
                .putShort((short) topic.length)
                .put(topic)
                .putInt(source.partition())
                .array();
    }

    /** The partition a key is about, if it is that of a note. */
    public static Optional<TopicPartition> partition(byte[] key) {
        ByteBuffer bytes = ByteBuffer.wrap(key);
        int length = key.length < Short.BYTES ? -1 : bytes.getShort();
        if (length <= MARK.length() || bytes.remaining() != length + Integer.BYTES) {
            return Optional.empty();
        }
        String topic = new String(key, Short.BYTES, length, StandardCharsets.UTF_8);
        return topic.startsWith(MARK)
                ? Optional.of(new TopicPartition(topic.substring(MARK.length()), bytes.getInt(Short.BYTES + length)))
                : Optional.empty();
    }

    /** The partition a note is about that was read as if it were an offset sync. */
    public static Optional<TopicPartition> partition(TopicPartition key) {
        return key.topic().startsWith(MARK)
                ? Optional.of(new TopicPartition(key.topic().substring(MARK.length()), key.partition()))
                : Optional.empty();
    }

    /** The note of a partition that copies nothing. */
    public static byte[] sick(PartitionEvent event) {
        ObjectNode json = JSON.createObjectNode()
                .put("kind", event.kind().key())
                .put("policy", event.policy().key())
                .put("source", event.flow().source().name())
                .put("target", event.flow().target().name())
                .put("endOffset", event.offsets().upstreamEndExclusive())
                .put("message", event.message())
                .put("advice", event.kind().advice())
                .put("since", event.time().toString());
        try {
            byte[] text = JSON.writeValueAsBytes(json);
            return head(event.offsets(), text.length).put(text).array();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a sick note cannot be written", e);
        }
    }

    /** The note of a partition that copies again. */
    public static byte[] well(EventOffsets offsets) {
        return head(offsets, 0).array();
    }

    private static ByteBuffer head(EventOffsets offsets, int more) {
        return ByteBuffer.allocate(HEAD + more)
                .putLong(offsets.upstream())
                .putLong(offsets.downstream())
                .put(VERSION);
    }

    /** Brings what partitions are sick of up to date with the next entry of the topic; entries of other kinds change nothing. */
    public static void apply(byte[] key, byte @Nullable [] value, Map<TopicPartition, PartitionEvent> sick) {
        partition(key).ifPresent(source -> {
            sick.remove(source);
            if (value != null) {
                read(source, value).ifPresent(event -> sick.put(source, event));
            }
        });
    }

    /** What a partition is sick of, if it still is; kinds of a later version are not understood and left out. */
    public static Optional<PartitionEvent> read(TopicPartition source, byte[] value) {
        if (value.length <= HEAD) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(value);
        long upstream = bytes.getLong();
        long downstream = bytes.getLong();
        try {
            JsonNode json = JSON.readTree(value, HEAD, value.length - HEAD);
            return Optional.of(new PartitionEvent(
                    EventKind.of(json.path("kind").asText()),
                    EventPolicy.of(json.path("policy").asText()),
                    Flow.of(json.path("source").asText(), json.path("target").asText()),
                    source,
                    new EventOffsets(
                            upstream, Math.max(upstream, json.path("endOffset").asLong()), downstream),
                    json.path("message").asText(),
                    Instant.parse(json.path("since").asText())));
        } catch (IOException | IllegalArgumentException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }
}
