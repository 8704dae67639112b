package io.kagami.mirror.runtime.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kagami.mirror.runtime.http.Answer;
import io.kagami.mirror.runtime.http.Pages;
import io.kagami.mirror.topology.Flow;
import java.util.List;
import java.util.Map;

/**
 * {@code /health/live} and {@code /health/ready}: status 200 if so, 503 if not, and JSON that says why.
 *
 * <p>Threading: thread-safe.
 */
public final class HealthPages {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_NAMED = 100;
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private HealthPages() {}

    /** Adds both. */
    public static void addTo(Pages pages, ProcessHealth health) {
        pages.add("/health/live", () -> live(health)).add("/health/ready", () -> ready(health));
    }

    static Answer live(ProcessHealth health) {
        Map<?, String> deadlocks = health.deadlocks();
        ObjectNode body = JSON.createObjectNode().put("live", deadlocks.isEmpty());
        ArrayNode targets = body.putArray("targets");
        deadlocks.forEach((target, message) ->
                targets.addObject().put("target", target.toString()).put("message", message));
        return answer(deadlocks.isEmpty(), body);
    }

    static Answer ready(ProcessHealth health) {
        Map<Flow, List<Obstacle>> flows = health.flows();
        boolean ready = !flows.isEmpty() && flows.values().stream().allMatch(List::isEmpty);
        ObjectNode body = JSON.createObjectNode().put("ready", ready);
        ArrayNode all = body.putArray("flows");
        flows.forEach((flow, obstacles) -> {
            ObjectNode each = all.addObject().put("flow", flow.toString()).put("ready", obstacles.isEmpty());
            ArrayNode named = each.putArray("obstacles");
            obstacles.stream().limit(MOST_NAMED).forEach(obstacle -> write(obstacle, named.addObject()));
            if (obstacles.size() > MOST_NAMED) {
                each.put("more", obstacles.size() - MOST_NAMED);
            }
        });
        return answer(ready, body);
    }

    private static void write(Obstacle obstacle, ObjectNode to) {
        to.put("reason", obstacle.reason());
        obstacle.place().connector().ifPresent(connector -> to.put("connector", connector));
        obstacle.place().task().ifPresent(task -> to.put("task", task));
        obstacle.place()
                .partition()
                .ifPresent(source -> to.put("topic", source.topic()).put("partition", source.partition()));
        to.put("since", obstacle.since().toString()).put("message", obstacle.message());
    }

    private static Answer answer(boolean well, ObjectNode body) {
        try {
            return Answer.json(well ? OK : UNAVAILABLE, JSON.writeValueAsString(body) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("health cannot be written", e);
        }
    }
}
