package io.kagami.mirror.runtime.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Connect's answer to {@code GET /connectors?expand=info&expand=status} as values. */
final class ConnectorsJson {

    private ConnectorsJson() {}

    static Map<String, RunningConnector> parse(JsonNode answer) {
        Map<String, RunningConnector> connectors = new TreeMap<>();
        answer.properties().forEach(entry -> {
            JsonNode expanded = entry.getValue();
            Map<String, String> config = new TreeMap<>();
            expanded.path("info").path("config").properties().forEach(setting -> {
                config.put(setting.getKey(), setting.getValue().asText());
            });
            FlowStatus status = status(entry.getKey(), expanded.path("status"));
            connectors.put(entry.getKey(), new RunningConnector(config, status));
        });
        return connectors;
    }

    private static FlowStatus status(String connector, JsonNode status) {
        List<FlowStatus.Part> tasks = new ArrayList<>();
        status.path("tasks").forEach(task -> tasks.add(part(task)));
        return new FlowStatus(connector, part(status.path("connector")), tasks);
    }

    private static FlowStatus.Part part(JsonNode part) {
        return new FlowStatus.Part(
                FlowStatus.State.of(part.path("state").asText()),
                part.path("worker_id").asText(),
                part.path("trace").asText());
    }
}
