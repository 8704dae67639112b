package io.kagami.mirror.cli.status;

import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How one flow stands.
 *
 * @param connectors those the file asks for
 * @param abandoned whether it is known that there is no process to run it
 * @param progress empty if a cluster could not be asked
 * @param sick partitions that copy nothing, each with its event
 * @param signs of life
 * @param remarks what could not be found out, and why
 */
public record FlowView(
        Flow flow,
        List<ConnectorView> connectors,
        boolean abandoned,
        Optional<CopyProgress> progress,
        List<PartitionEvent> sick,
        Signs signs,
        List<String> remarks) {

    /**
     * When the target last heard of the flow.
     *
     * @param checkpoint how old the newest checkpoint is; empty where none are written, or there is none yet
     * @param heartbeat likewise
     */
    public record Signs(Optional<Duration> checkpoint, Optional<Duration> heartbeat) {

        /** Nothing was heard. */
        public static final Signs NONE = new Signs(Optional.empty(), Optional.empty());
    }

    public FlowView {
        connectors = List.copyOf(connectors);
        sick = List.copyOf(sick);
        remarks = List.copyOf(remarks);
    }

    /** How copying fares. */
    public FlowState state() {
        if (abandoned) {
            return FlowState.NOT_RUNNING;
        }
        FlowState copying = copying().map(ConnectorView::standing).orElse(FlowState.UNKNOWN);
        return copying == FlowState.RUNNING && !sick.isEmpty() ? FlowState.SICK : copying;
    }

    /** Whether copying runs, and so does everything else the file asks for. */
    public boolean isHealthy() {
        return state().isHealthy()
                && connectors.stream().allMatch(each -> each.standing().isHealthy());
    }

    /** The connector that copies records. */
    public Optional<ConnectorView> copying() {
        return connectors.stream()
                .filter(each -> each.kind() == ConnectorKind.SOURCE)
                .findFirst();
    }

    /** Whatever else does not run though it should. */
    public List<ConnectorView> unhealthyBesides() {
        return abandoned
                ? List.of()
                : connectors.stream()
                        .filter(each -> each.kind() != ConnectorKind.SOURCE)
                        .filter(each -> !each.standing().isHealthy())
                        .toList();
    }
}
