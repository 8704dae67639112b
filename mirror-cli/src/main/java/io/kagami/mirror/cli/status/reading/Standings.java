package io.kagami.mirror.cli.status.reading;

import io.kagami.mirror.cli.status.ConnectorView;
import io.kagami.mirror.cli.status.ConnectorView.TaskView;
import io.kagami.mirror.cli.status.WorkersView;
import io.kagami.mirror.cli.status.WorkersView.Presence;
import io.kagami.mirror.cli.status.WorkersView.ProcessView;
import io.kagami.mirror.cli.status.reading.WorkersReader.Reading;
import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.runtime.deployment.FlowStatus;
import io.kagami.mirror.runtime.deployment.FlowStatus.Part;
import io.kagami.mirror.runtime.deployment.FlowStatus.State;
import io.kagami.mirror.runtime.remote.WorkerGroup.Worker;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Brings together what Connect says of connectors and tasks, and which processes there are: of a process that was killed, Connect goes on to say
 * what it said last.
 *
 * @param reading of the workers of one target
 */
record Standings(Reading reading) {

    private static final String LOST = "lost";

    /** The connectors a flow is to have, and how they fare. */
    List<ConnectorView> connectors(Flow flow, Collection<ConnectorKind> wanted) {
        return new TreeSet<>(wanted).stream().map(kind -> connector(flow, kind)).toList();
    }

    private ConnectorView connector(Flow flow, ConnectorKind kind) {
        String name = kind.connectorName(flow);
        if (reading.statuses().isEmpty()) {
            return new ConnectorView(kind, name, reading.nobody() ? "not deployed" : "unknown", "", "", List.of());
        }
        FlowStatus status = reading.statuses().get().get(name);
        if (status == null) {
            return new ConnectorView(kind, name, "not deployed", "", "", List.of());
        }
        List<TaskView> tasks = new ArrayList<>();
        for (Part task : status.tasks()) {
            tasks.add(new TaskView(tasks.size(), state(task), task.workerId(), failure(task)));
        }
        Part main = status.main();
        return new ConnectorView(kind, name, state(main), main.workerId(), failure(main), tasks);
    }

    private String state(Part part) {
        boolean isLost = part.state() == State.RUNNING && isGone(part.workerId());
        if (isLost) {
            return LOST;
        }
        return part.state() == State.OTHER ? "starting" : part.state().name().toLowerCase(Locale.ROOT);
    }

    private static String failure(Part part) {
        return new FlowStatus("", part, List.of()).failure().orElse("");
    }

    private boolean isGone(String worker) {
        return present().filter(ids -> !ids.contains(worker)).isPresent();
    }

    /** Those that are in the group; empty while it does not tell, or not of all. */
    private Optional<Set<String>> present() {
        return reading.workers()
                .filter(workers -> workers.stream().allMatch(each -> each.id().isPresent()))
                .map(workers ->
                        workers.stream().flatMap(each -> each.id().stream()).collect(Collectors.toSet()));
    }

    /** The processes: those in the group, then those that only Connect still names. */
    WorkersView workers(ClusterAlias target, String group, Collection<ConnectorView> connectors) {
        List<ProcessView> processes = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        List<String> remarks = new ArrayList<>(reading.remarks());
        for (Worker worker : reading.workers().orElse(List.of())) {
            String id = worker.id().orElse("?");
            Optional<URI> monitoring = Optional.ofNullable(reading.monitoring().get(id));
            processes.add(new ProcessView(id, worker.host(), Presence.PRESENT, monitoring));
            if (!ids.add(id) && worker.id().isPresent()) {
                remarks.add("several processes are called " + id + ", so which tasks run on which cannot be told:"
                        + " give each host its own " + target + ".listeners = http://HOST:PORT");
            }
        }
        Set<String> named = new TreeSet<>();
        connectors.forEach(connector -> connector.workers().forEach(named::add));
        named.removeAll(ids);
        named.remove("");
        Presence presence = present().isPresent() ? Presence.GONE : Presence.UNKNOWN;
        named.forEach(id -> processes.add(new ProcessView(id, "?", presence)));
        return new WorkersView(target, group, processes, remarks);
    }
}
