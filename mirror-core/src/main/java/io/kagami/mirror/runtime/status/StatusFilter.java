package io.kagami.mirror.runtime.status;

import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.source.task.TaskShare;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.connect.runtime.AbstractStatus;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo.TaskState;

/**
 * Adds to what Connect answers when it is asked for the status of a connector or a task.
 *
 * <p>Threading: threads of the REST server.
 */
final class StatusFilter implements ContainerResponseFilter {

    private static final String RUNNING = AbstractStatus.State.RUNNING.name();
    private static final String STATUS = "/status";
    private static final int MOST_NAMED = 10;

    private final KnownSick known;

    StatusFilter(KnownSick known) {
        this.known = known;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        boolean asksForStatus = HttpMethod.GET.equals(request.getMethod())
                && request.getUriInfo().getPath().endsWith(STATUS);
        if (asksForStatus && response.getEntity() instanceof ConnectorStateInfo status) {
            Collection<PartitionEvent> sick = known.of(status.name());
            if (!sick.isEmpty()) {
                response.setEntity(with(status, sick));
            }
        }
    }

    private static ConnectorStateInfo with(ConnectorStateInfo status, Collection<PartitionEvent> sick) {
        int count = status.tasks().size();
        List<TaskState> tasks = status.tasks().stream()
                .map(task -> task.id() < count ? with(task, new TaskShare(task.id(), count), sick) : task)
                .toList();
        return new ConnectorStateInfo(status.name(), status.connector(), tasks, status.type());
    }

    private static TaskState with(TaskState task, TaskShare share, Collection<PartitionEvent> sick) {
        List<PartitionEvent> own =
                sick.stream().filter(event -> share.owns(event.source())).toList();
        return own.isEmpty() || !RUNNING.equals(task.state())
                ? task
                : new TaskState(task.id(), task.state(), task.workerId(), account(own), task.version());
    }

    private static String account(List<PartitionEvent> sick) {
        String named = sick.stream().limit(MOST_NAMED).map(PartitionEvent::line).collect(Collectors.joining("\n"));
        return (sick.size() == 1 ? "1 partition copies" : sick.size() + " partitions copy")
                + " nothing, the others of this task go on:\n" + named
                + (sick.size() > MOST_NAMED ? "\nand " + (sick.size() - MOST_NAMED) + " more" : "");
    }
}
