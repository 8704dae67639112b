package io.kagami.mirror.cli.status;

import java.time.Instant;
import java.util.List;

/**
 * How all flows of a file stand at one moment.
 *
 * @param time of the look, by this machine's clock
 * @param unreachable one line for each cluster that could not be asked
 */
public record MirrorStatus(Instant time, List<FlowView> flows, List<WorkersView> workers, List<String> unreachable) {

    public MirrorStatus {
        flows = List.copyOf(flows);
        workers = List.copyOf(workers);
        unreachable = List.copyOf(unreachable);
    }

    /** Whether all that was to be asked has answered. */
    public boolean isComplete() {
        return unreachable.isEmpty()
                && flows.stream().allMatch(flow -> flow.progress().isPresent());
    }

    /** Whether every flow runs, and every cluster answers. */
    public boolean isHealthy() {
        return isComplete() && flows.stream().allMatch(FlowView::isHealthy);
    }
}
