package io.kagami.mirror.cli.status;

import io.kagami.mirror.config.keys.ConnectorKind;
import java.util.List;
import java.util.stream.Stream;

/**
 * One connector of a flow and its tasks.
 *
 * @param state as Connect says, in small letters, or {@code unknown}
 * @param process host and port of the process that the connector itself runs in; empty if there is none
 * @param failure why it failed, in one line; empty if it has not
 */
public record ConnectorView(
        ConnectorKind kind, String name, String state, String process, String failure, List<TaskView> tasks) {

    private static final String RUNNING = "running";

    /**
     * A task.
     *
     * @param number from 0
     * @param state as Connect says, in small letters; {@code lost} if the process it ran in is gone
     * @param process host and port that process is known by; empty if there is none
     * @param failure why it failed, in one line; empty if it has not
     */
    public record TaskView(int number, String state, String process, String failure) {

        public boolean runs() {
            return state.equals(RUNNING);
        }
    }

    public ConnectorView {
        tasks = List.copyOf(tasks);
    }

    /** What it does, in the words of the start-up report. */
    public String work() {
        return switch (kind) {
            case SOURCE -> "copying";
            case CHECKPOINT -> "group positions";
            case HEARTBEAT -> "heartbeats";
        };
    }

    /** Whether it and all of its tasks run. Copying has at least one; what is beside it may be switched off by an interval, and have none. */
    public boolean runs() {
        boolean hasWhatItNeeds = kind != ConnectorKind.SOURCE || !tasks.isEmpty();
        return state.equals(RUNNING) && hasWhatItNeeds && tasks.stream().allMatch(TaskView::runs);
    }

    /** The processes in which its work is done, or was last: by its tasks, or by the connector itself, which without tasks copies nothing. */
    public Stream<String> workers() {
        boolean worksItself = tasks.isEmpty() && kind != ConnectorKind.SOURCE && !state.equals("stopped");
        return worksItself ? Stream.of(process) : tasks.stream().map(TaskView::process);
    }

    /** How many of its tasks run. */
    public long tasksRunning() {
        return tasks.stream().filter(TaskView::runs).count();
    }

    /** In one word. */
    public FlowState standing() {
        boolean failed = state.equals("failed")
                || tasks.stream().anyMatch(task -> task.state().equals("failed"));
        return switch (state) {
            case "paused" -> FlowState.PAUSED;
            case "stopped" -> FlowState.STOPPED;
            case "unknown" -> FlowState.UNKNOWN;
            default -> failed ? FlowState.FAILED : runs() ? FlowState.RUNNING : FlowState.STARTING;
        };
    }
}
