package io.kagami.mirror.runtime.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kagami.mirror.runtime.deployment.FlowStatus;
import io.kagami.mirror.runtime.deployment.FlowStatus.Part;
import io.kagami.mirror.runtime.deployment.FlowStatus.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of a Connect cluster's status topic ({@code status.storage.topic}) come to: how each connector and task fares, as the
 * worker it runs on last said.
 *
 * <pre>
 * key:   "status-connector-CONNECTOR" or "status-task-CONNECTOR-TASK" (UTF-8)
 * value: JSON with state, worker_id, generation and, of what has failed, trace; none of what was deleted
 * </pre>
 *
 * <p>A worker that is killed says nothing any more: what it said last stands until another one takes its work over.
 *
 * <p>Threading: one thread.
 */
public final class StatusTopic {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONNECTOR = "status-connector-";
    private static final String TASK = "status-task-";
    private static final String UNASSIGNED = "UNASSIGNED";
    private static final Part UNKNOWN = new Part(State.OTHER, "", "");

    /** An entry; generations tell old ones of a task from new ones. */
    private record Entry(Part part, String state, int generation) {}

    private final Map<String, Entry> connectors = new HashMap<>();
    private final Map<String, SortedMap<Integer, Entry>> tasks = new HashMap<>();

    /** Takes in the next entry of the topic; one that is not of these kinds, or cannot be read, changes nothing. */
    public void apply(byte[] key, byte @Nullable [] value) {
        String name = new String(key, StandardCharsets.UTF_8);
        if (name.startsWith(CONNECTOR)) {
            put(connectors, name.substring(CONNECTOR.length()), value, false);
        } else if (name.startsWith(TASK) && name.matches(".*-\\d{1,9}")) {
            int dash = name.lastIndexOf('-');
            put(
                    tasks.computeIfAbsent(name.substring(TASK.length(), dash), connector -> new TreeMap<>()),
                    Integer.parseInt(name.substring(dash + 1)),
                    value,
                    true);
        }
    }

    /** A worker may say that it gave a task up when another one has it already: Connect overlooks that in the same way. */
    private static <K> void put(Map<K, Entry> entries, K key, byte @Nullable [] value, boolean isTask) {
        if (value == null) {
            entries.remove(key);
            return;
        }
        read(value).ifPresent(entry -> {
            Entry before = entries.get(key);
            boolean isLate = isTask
                    && entry.state().equals(UNASSIGNED)
                    && before != null
                    && before.part().state() == State.RUNNING
                    && before.generation() >= entry.generation();
            if (!isLate) {
                entries.put(key, entry);
            }
        });
    }

    private static Optional<Entry> read(byte[] value) {
        try {
            JsonNode json = JSON.readTree(value);
            String state = json.path("state").asText();
            String trace = json.path("trace").isTextual() ? json.path("trace").asText() : "";
            Part part = new Part(State.of(state), json.path("worker_id").asText(), trace);
            return Optional.of(new Entry(part, state, json.path("generation").asInt()));
        } catch (IOException notOne) {
            return Optional.empty();
        }
    }

    /** How all connectors fare, by name. */
    public SortedMap<String, FlowStatus> statuses() {
        SortedMap<String, FlowStatus> statuses = new TreeMap<>();
        connectors.forEach((name, entry) -> statuses.put(name, new FlowStatus(name, entry.part(), tasks(name))));
        return statuses;
    }

    /** By number, which Connect gives from 0 on without a gap. */
    private List<Part> tasks(String connector) {
        List<Part> parts = new ArrayList<>();
        tasks.getOrDefault(connector, new TreeMap<>()).forEach((number, entry) -> {
            while (parts.size() < number) {
                parts.add(UNKNOWN);
            }
            parts.add(entry.part());
        });
        return parts;
    }
}
