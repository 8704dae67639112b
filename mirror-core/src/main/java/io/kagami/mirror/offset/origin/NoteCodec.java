package io.kagami.mirror.offset.origin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kagami.mirror.topology.Flow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Keys and values of what a flow notes in its sync log: itself, once for each source cluster, and each producer id it writes under.
 *
 * <pre>
 * key:   topic length (2), "!flow!" and source cluster id, or "!writer!" and producer id (UTF-8), partition 0 (4)
 * value: -1 (8), -1 (8), version (1), JSON; no JSON where a flow takes its note back
 * </pre>
 *
 * <p>No topic begins with an exclamation mark, and both parts begin as an offset sync without a position does, so readers of offset syncs pass
 * over them. Each producer id has a key of its own, so that compaction keeps all.
 *
 * <p>Threading: stateless.
 */
public final class NoteCodec {

    private static final String FLOW = "!flow!";
    private static final String WRITER = "!writer!";
    private static final byte VERSION = 1;
    private static final long NO_POSITION = -1;
    private static final int HEAD = 2 * Long.BYTES + 1;
    private static final String SOURCE_ID = "sourceId";
    private static final String TARGET_ID = "targetId";
    private static final ObjectMapper JSON = new ObjectMapper();

    private NoteCodec() {}

    /** Of the note of a flow from this cluster. */
    public static byte[] flowKey(String sourceId) {
        return key(FLOW + sourceId);
    }

    /** Of the note of a producer id. */
    public static byte[] writerKey(long producerId) {
        return key(WRITER + producerId);
    }

    private static byte[] key(String text) {
        byte[] topic = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Short.BYTES + topic.length + Integer.BYTES)
                .putShort((short) topic.length)
                .put(topic)
                .putInt(0)
                .array();
    }

    /** What is written of a flow. */
    public static byte[] value(FlowNote note) {
        ObjectNode json = JSON.createObjectNode()
                .put("source", note.flow().source().name())
                .put("target", note.flow().target().name())
                .put(SOURCE_ID, note.sourceId())
                .put(TARGET_ID, note.targetId())
                .put("byRecord", note.byRecord())
                .put("example", note.example())
                .put("topics", note.topics());
        put(json.putArray("origins"), note.origins());
        put(json.putArray("unmarked"), note.unmarked());
        return value(json);
    }

    private static void put(ArrayNode array, SortedSet<String> ids) {
        ids.forEach(array::add);
    }

    /** What is written of a producer id of a flow from the one cluster into the other. */
    public static byte[] writerValue(String sourceId, String targetId) {
        return value(JSON.createObjectNode().put(SOURCE_ID, sourceId).put(TARGET_ID, targetId));
    }

    /** What is written of a flow that copies nothing after all. */
    public static byte[] takenBack() {
        return head(0).array();
    }

    private static byte[] value(ObjectNode json) {
        try {
            byte[] text = JSON.writeValueAsBytes(json);
            return head(text.length).put(text).array();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a note cannot be written", e);
        }
    }

    private static ByteBuffer head(int more) {
        return ByteBuffer.allocate(HEAD + more)
                .putLong(NO_POSITION)
                .putLong(NO_POSITION)
                .put(VERSION);
    }

    /** The source cluster's id, if this is the key of a flow's note. */
    public static Optional<String> flowOf(byte[] key) {
        return text(key).filter(text -> text.startsWith(FLOW)).map(text -> text.substring(FLOW.length()));
    }

    /** The producer id, if this is the key of one's note. */
    public static Optional<Long> writerOf(byte[] key) {
        return text(key)
                .filter(text -> text.startsWith(WRITER))
                .map(text -> text.substring(WRITER.length()))
                .flatMap(NoteCodec::number);
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException foreign) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(byte[] key) {
        int length = key.length < Short.BYTES ? -1 : ByteBuffer.wrap(key).getShort();
        return length < 0 || key.length != Short.BYTES + length + Integer.BYTES
                ? Optional.empty()
                : Optional.of(new String(key, Short.BYTES, length, StandardCharsets.UTF_8));
    }

    /** A flow's note; empty if it was taken back, or cannot be read. */
    public static Optional<FlowNote> flow(byte[] value) {
        return json(value).flatMap(NoteCodec::flow);
    }

    private static Optional<FlowNote> flow(JsonNode json) {
        try {
            return Optional.of(new FlowNote(
                    Flow.of(json.path("source").asText(), json.path("target").asText()),
                    json.path(SOURCE_ID).asText(),
                    json.path(TARGET_ID).asText(),
                    json.path("byRecord").asBoolean(),
                    json.path("example").asText(),
                    json.path("topics").asText(),
                    ids(json.path("origins")),
                    ids(json.path("unmarked"))));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    /** Whether the value is that of a producer id of a flow from the one cluster into the other. */
    public static boolean isWriterOf(byte[] value, String sourceId, String targetId) {
        return json(value)
                .filter(json -> json.path(SOURCE_ID).asText().equals(sourceId)
                        && json.path(TARGET_ID).asText().equals(targetId))
                .isPresent();
    }

    private static SortedSet<String> ids(JsonNode array) {
        SortedSet<String> ids = new TreeSet<>();
        array.forEach(id -> ids.add(id.asText()));
        return ids;
    }

    private static Optional<JsonNode> json(byte[] value) {
        try {
            return value.length <= HEAD
                    ? Optional.empty()
                    : Optional.of(JSON.readTree(value, HEAD, value.length - HEAD));
        } catch (IOException foreign) {
            return Optional.empty();
        }
    }
}
