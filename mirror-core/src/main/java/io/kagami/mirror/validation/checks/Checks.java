package io.kagami.mirror.validation.checks;

import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.validation.finding.FileKeys;
import io.kagami.mirror.validation.online.OnlineCheck;
import io.kagami.mirror.validation.rights.FlowRightsCheck;
import io.kagami.mirror.validation.rights.WorkerRightsCheck;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Chooses the checks a configuration asks for. */
public final class Checks {

    private Checks() {}

    /** All of them, those of clusters first. */
    public static List<OnlineCheck> of(MirrorConfig config, FileKeys keys, Clock clock) {
        List<OnlineCheck> checks = new ArrayList<>();
        for (ClusterAlias cluster : clusters(config)) {
            checks.add(new FactsCheck(cluster));
            checks.add(new ReplicationFactorCheck(cluster, keys, PlannedReplicas.at(cluster, config)));
            checks.add(new ClockCheck(cluster, clock));
        }
        SortedSet<ClusterAlias> targets = new TreeSet<>();
        config.deployedFlows().forEach(flow -> targets.add(flow.target()));
        for (ClusterAlias target : targets) {
            checks.add(new ProducerMemoryCheck(target));
            checks.add(new WorkerRightsCheck(config, target));
        }
        for (Flow flow : config.flows()) {
            checks.add(new TopicPatternCheck(config, keys, flow));
            if (config.connectors(flow).contains(ConnectorKind.CHECKPOINT)) {
                checks.add(new GroupPatternCheck(config, keys, flow));
            }
            checks.add(new MessageSizeCheck(config, keys, flow));
            checks.add(new ClockDifferenceCheck(flow, clock));
        }
        for (Flow flow : config.deployedFlows()) {
            if (config.connectors(flow).contains(ConnectorKind.SOURCE)) {
                checks.add(new AdmissionCheck(config, keys, flow));
            }
            if (config.connectors(flow).contains(ConnectorKind.CHECKPOINT)) {
                checks.add(new PositionOrderCheck(config, keys, flow));
            }
            checks.add(FlowRightsCheck.atSource(config, flow));
            checks.add(FlowRightsCheck.atTarget(config, flow));
        }
        return checks;
    }

    private static SortedSet<ClusterAlias> clusters(MirrorConfig config) {
        SortedSet<ClusterAlias> clusters = new TreeSet<>();
        for (Flow flow : config.deployedFlows()) {
            clusters.add(flow.source());
            clusters.add(flow.target());
        }
        return clusters;
    }
}
