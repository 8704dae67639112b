package io.kagami.mirror.runtime.deployment;

import io.kagami.mirror.config.keys.ConnectorKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How one deployed connector and its tasks fare, as Connect sees it. */
public record FlowStatus(String connector, Part main, List<Part> tasks) {

    public FlowStatus {
        tasks = List.copyOf(tasks);
    }

    /** A connector's or a task's state; {@code OTHER} stands for passing ones such as unassigned or restarting. */
    public enum State {
        RUNNING,
        FAILED,
        PAUSED,
        STOPPED,
        OTHER;

        /** The state that Connect calls so. */
        public static State of(String name) {
            return Stream.of(values())
                    .filter(state -> state.name().equals(name.toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElse(OTHER);
        }
    }

    /**
     * The connector itself or one task.
     *
     * @param workerId host and port of the worker it runs on
     * @param trace stack trace of its failure, empty otherwise
     */
    public record Part(State state, String workerId, String trace) {

        /** Whether it has failed. */
        public boolean failed() {
            return state == State.FAILED;
        }

        /** The innermost cause of its failure, in one line. */
        public String failure() {
            return innermostCause(trace);
        }
    }

    /** Whether the connector or one of its tasks has failed. */
    public boolean failed() {
        return failedParts().findAny().isPresent();
    }

    /** Whether all of it runs: the connector, and of one that copies records at least one task; the others have none. */
    public boolean running() {
        boolean hasItsTasks = !tasks.isEmpty() || !ConnectorKind.SOURCE.names(connector);
        return main.state() == State.RUNNING
                && hasItsTasks
                && tasks.stream().allMatch(task -> task.state() == State.RUNNING);
    }

    /** Whether a user has paused or stopped it. */
    public boolean heldByUser() {
        return main.state() == State.PAUSED || main.state() == State.STOPPED;
    }

    /** Whether something that failed was running on this worker. */
    public boolean failedOn(String workerId) {
        return failedParts().anyMatch(part -> part.workerId().equals(workerId));
    }

    /** The innermost cause of the first failure, in one line. */
    public Optional<String> failure() {
        return failedParts().map(Part::failure).findFirst();
    }

    private Stream<Part> failedParts() {
        return Stream.concat(Stream.of(main), tasks.stream()).filter(Part::failed);
    }

    private static String innermostCause(String trace) {
        String causedBy = "Caused by: ";
        int last = trace.lastIndexOf(causedBy);
        String cause = last < 0 ? trace : trace.substring(last + causedBy.length());
        return cause.lines().findFirst().orElse("no reason given");
    }
}
