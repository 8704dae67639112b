package io.kagami.mirror.cli.status;

import io.kagami.mirror.cli.status.ConnectorView.TaskView;
import io.kagami.mirror.cli.status.WorkersView.Presence;
import io.kagami.mirror.cli.status.WorkersView.ProcessView;
import io.kagami.mirror.cli.view.Columns;
import io.kagami.mirror.cli.view.Style;
import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.event.PartitionEvent;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A status as text: a row for each flow, a row for each process, and a line for whatever needs somebody's attention. */
public final class StatusText {

    private static final int MOST_EVENTS = 20;
    private static final String MARGIN = "  ";
    private static final String NOTE =
            "~ is estimated, from the size of the source's logs. Lag and records are counted in offsets.";

    private StatusText() {}

    /** All lines but those about clusters that do not answer; tables are cut to {@code width}, what is in words is not. */
    public static List<String> lines(MirrorStatus status, int width, Style style) {
        List<String> lines = new ArrayList<>(flows(status, width, style));
        List<String> processes = processes(status, width, style);
        if (!processes.isEmpty()) {
            lines.add("");
            lines.addAll(processes);
        }
        List<String> attention = new ArrayList<>();
        status.flows().forEach(flow -> attention.addAll(attention(flow, style)));
        status.workers()
                .forEach(workers -> workers.remarks()
                        .forEach(remark -> attention.add(MARGIN + "into " + workers.target() + ": " + remark)));
        if (!attention.isEmpty()) {
            lines.add("");
            lines.addAll(attention);
        }
        lines.add("");
        lines.add(MARGIN + style.faint(NOTE));
        return lines;
    }

    private static List<String> flows(MirrorStatus status, int width, Style style) {
        Columns columns = new Columns("llrrrrrrrrr")
                .row(
                        "FLOW",
                        "STATE",
                        "TASKS",
                        "RECORDS/S",
                        "~MB/S",
                        "LAG",
                        "~LAG MB",
                        "LAG TIME",
                        "PARTITIONS",
                        "CHECKPOINT",
                        "HEARTBEAT");
        status.flows().forEach(flow -> columns.row(row(flow)));
        List<String> table = columns.lines(width);
        List<String> lines = new ArrayList<>();
        lines.add(style.faint(table.get(0)));
        for (int index = 0; index < status.flows().size(); index++) {
            FlowView flow = status.flows().get(index);
            String state = state(flow);
            String colored = flow.isHealthy() ? style.good(state) : style.bad(state);
            lines.add(table.get(index + 1).replace(" " + state, " " + colored));
        }
        return lines;
    }

    private static String[] row(FlowView flow) {
        List<String> cells = new ArrayList<>();
        cells.add(flow.flow().toString());
        cells.add(state(flow));
        cells.add(flow.copying()
                .filter(copying -> copying.standing() != FlowState.UNKNOWN)
                .map(copying -> copying.tasksRunning() + "/" + copying.tasks().size())
                .orElse("?"));
        cells.addAll(ProgressCells.of(flow.progress()));
        cells.add(flow.signs().checkpoint().map(Amounts::time).orElse("-"));
        cells.add(flow.signs().heartbeat().map(Amounts::time).orElse("-"));
        return cells.toArray(String[]::new);
    }

    private static String state(FlowView flow) {
        StringBuilder state = new StringBuilder(flow.state().toString());
        if (!flow.sick().isEmpty()) {
            state.append(flow.state() == FlowState.SICK ? " (" : " (sick ")
                    .append(flow.sick().size())
                    .append(')');
        }
        flow.unhealthyBesides()
                .forEach(each ->
                        state.append(", ").append(each.work()).append(' ').append(each.standing()));
        return state.toString();
    }

    private static List<String> processes(MirrorStatus status, int width, Style style) {
        Columns columns = new Columns("lllll").row("TARGET", "PROCESS", "HOST", "RUNS", "MONITORING");
        boolean any = false;
        for (WorkersView workers : status.workers()) {
            Set<String> listed = new HashSet<>();
            for (ProcessView process : workers.processes()) {
                any = true;
                String runs = listed.add(process.id()) ? runs(status, workers, process) : "see above";
                String monitoring = process.monitoring().map(URI::toString).orElse("?");
                columns.row(workers.target().name(), process.id(), process.host(), runs, monitoring);
            }
        }
        List<String> table = columns.lines(width);
        return any
                ? table.stream()
                        .map(line -> line.equals(table.get(0)) ? style.faint(line) : line)
                        .toList()
                : List.of();
    }

    private static String runs(MirrorStatus status, WorkersView workers, ProcessView process) {
        String work = status.flows().stream()
                .filter(flow -> flow.flow().target().equals(workers.target()))
                .map(flow -> runs(flow, process.id()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        String present = work.isEmpty() ? "nothing" : work;
        return process.presence() == Presence.GONE ? "gone, was running " + present : present;
    }

    private static String runs(FlowView flow, String process) {
        List<String> works = new ArrayList<>();
        for (ConnectorView connector : flow.connectors()) {
            if (connector.workers().anyMatch(process::equals)) {
                works.add(
                        connector.kind() == ConnectorKind.SOURCE
                                ? connector.work() + " " + tasks(connector, process)
                                : connector.work());
            }
        }
        return works.isEmpty() ? "" : flow.flow() + " " + String.join(", ", works);
    }

    private static String tasks(ConnectorView connector, String process) {
        return connector.tasks().stream()
                .filter(task -> task.process().equals(process))
                .map(task -> Integer.toString(task.number()))
                .collect(Collectors.joining(" "));
    }

    private static List<String> attention(FlowView flow, Style style) {
        List<String> lines = new ArrayList<>();
        for (ConnectorView connector : flow.connectors()) {
            if (!connector.failure().isEmpty()) {
                lines.add(failure(flow, connector.work(), connector.failure(), style));
            }
            for (TaskView task : connector.tasks()) {
                if (!task.failure().isEmpty()) {
                    String what = connector.work() + ", task " + task.number() + " at " + task.process();
                    lines.add(failure(flow, what, task.failure(), style));
                }
            }
        }
        flow.sick().stream().limit(MOST_EVENTS).forEach(event -> lines.add(sick(event, style)));
        if (flow.sick().size() > MOST_EVENTS) {
            lines.add(MARGIN + "and " + (flow.sick().size() - MOST_EVENTS) + " sick partitions more");
        }
        flow.remarks().forEach(remark -> lines.add(MARGIN + flow.flow() + ": " + remark));
        return lines;
    }

    private static String failure(FlowView flow, String what, String why, Style style) {
        return MARGIN + flow.flow() + ": " + what + " " + style.bad("failed") + ": " + why;
    }

    private static String sick(PartitionEvent event, Style style) {
        return MARGIN + event.flow() + ": " + event.source() + " " + style.bad("sick") + " since " + event.time() + ": "
                + event.line();
    }
}
