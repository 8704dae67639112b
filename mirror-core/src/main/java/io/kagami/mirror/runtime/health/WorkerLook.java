package io.kagami.mirror.runtime.health;

import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.runtime.deployment.FlowStatus;
import io.kagami.mirror.runtime.deployment.FlowStatus.Part;
import io.kagami.mirror.runtime.deployment.FlowStatus.State;
import io.kagami.mirror.source.task.TaskShare;
import io.kagami.mirror.topology.Flow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/**
 * How Connect said the connectors of one target fare.
 *
 * @param workerId this process's worker, by the name Connect has for it; what runs on others is theirs to tell
 * @param statuses by connector
 * @param refusals why Connect did not take a connector's settings, by connector
 * @param at when it was said
 */
public record WorkerLook(String workerId, Map<String, FlowStatus> statuses, Map<String, String> refusals, Instant at) {

    public WorkerLook {
        statuses = Map.copyOf(statuses);
        refusals = Map.copyOf(refusals);
    }

    /** What keeps a connector or its tasks from running. */
    List<Obstacle> obstacles(Flow flow, String connector) {
        List<Obstacle> found = new ArrayList<>();
        FlowStatus status = statuses.get(connector);
        if (status == null) {
            found.add(new Obstacle(flow, Obstacle.NOT_DEPLOYED, Obstacle.Place.of(connector), absence(connector), at));
            return found;
        }
        add(flow, status.main(), Obstacle.Place.of(connector), found);
        if (status.heldByUser() && !found.isEmpty()) {
            return found;
        }
        List<Part> tasks = status.tasks();
        boolean lacksTasks = tasks.isEmpty() && ConnectorKind.SOURCE.names(connector) && !status.heldByUser();
        if (lacksTasks && found.isEmpty() && isOurs(status.main())) {
            found.add(
                    new Obstacle(flow, Obstacle.NOT_RUNNING, Obstacle.Place.of(connector), "it has no tasks yet", at));
        }
        for (int task = 0; task < tasks.size(); task++) {
            add(flow, tasks.get(task), Obstacle.Place.of(connector, task), found);
        }
        return found;
    }

    private String absence(String connector) {
        String refusal = refusals.get(connector);
        return refusal == null
                ? "Connect does not have it: it is not deployed yet, or somebody deleted it"
                : "Connect does not take it: " + refusal;
    }

    private void add(Flow flow, Part part, Obstacle.Place place, List<Obstacle> found) {
        if (part.state() == State.RUNNING || !isOurs(part)) {
            return;
        }
        String reason = switch (part.state()) {
            case FAILED -> Obstacle.FAILED;
            case PAUSED -> Obstacle.PAUSED;
            case STOPPED -> Obstacle.STOPPED;
            default -> Obstacle.NOT_RUNNING;
        };
        found.add(new Obstacle(flow, reason, place, message(part), at));
    }

    private static String message(Part part) {
        return switch (part.state()) {
            case FAILED -> part.failure() + "; it is started again";
            case PAUSED, STOPPED -> "by a user, who may resume it over REST";
            default -> "it is about to be started, or the process it ran in is gone";
        };
    }

    /** What runs nowhere is everybody's. */
    private boolean isOurs(Part part) {
        return part.state() == State.OTHER
                || part.workerId().isEmpty()
                || part.workerId().equals(workerId);
    }

    /** Which partitions tasks of this process copy. */
    Predicate<TopicPartition> copiedHere(String sourceConnector) {
        FlowStatus status = statuses.get(sourceConnector);
        List<TaskShare> shares = new ArrayList<>();
        if (status != null) {
            List<Part> tasks = status.tasks();
            for (int task = 0; task < tasks.size(); task++) {
                Part part = tasks.get(task);
                if (part.state() == State.RUNNING && part.workerId().equals(workerId)) {
                    shares.add(new TaskShare(task, tasks.size()));
                }
            }
        }
        return partition -> shares.stream().anyMatch(share -> share.owns(partition));
    }
}
