package io.kagami.mirror.validation.checks;

import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.validation.finding.FileKeys;
import io.kagami.mirror.validation.finding.Finding;
import io.kagami.mirror.validation.finding.Where;
import io.kagami.mirror.validation.online.OnlineCheck;
import io.kagami.mirror.validation.online.ReachedCluster;
import io.kagami.mirror.validation.online.ReachedClusters;
import io.kagami.mirror.validation.online.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Whether the cluster has as many brokers as topics are to have replicas. What is there already is not created, so its factor does not matter.
 *
 * @param cluster that is asked
 * @param keys of the file
 * @param planned what is to be created there
 */
record ReplicationFactorCheck(ClusterAlias cluster, FileKeys keys, List<PlannedReplicas> planned)
        implements OnlineCheck {

    @Override
    public String subject() {
        return "replication factors";
    }

    @Override
    public Where where() {
        return Where.of(cluster);
    }

    @Override
    public Set<ClusterAlias> asks() {
        return Set.of(cluster);
    }

    @Override
    public List<Finding> run(ReachedClusters clusters)
            throws ExecutionException, InterruptedException, TimeoutException {
        ReachedCluster reached = clusters.get(cluster);
        Set<String> present = reached.topics();
        Set<Finding> findings = new LinkedHashSet<>();
        for (PlannedReplicas each : planned) {
            String topic = each.topic();
            boolean created = topic == null || !present.contains(topic);
            if (created && each.replicas() > reached.brokers()) {
                findings.add(finding(each, reached.brokers()));
            }
        }
        return new ArrayList<>(findings);
    }

    private Finding finding(PlannedReplicas each, int brokers) {
        String wanted = keys.contains(each.key()) ? "" : " (its default)";
        String what = each.topic() == null ? "copies" : "topic " + each.topic();
        String problem = "%d replicas%s for %s, and %s has %s"
                .formatted(each.replicas(), wanted, what, cluster, Words.count(brokers, "broker"));
        String remedy = "write %s = %d at most, or -1 for the cluster's own default, or add brokers"
                .formatted(each.key(), brokers);
        Where where = keys.at(each.key()).about(cluster);
        return each.required() ? Finding.error(where, problem, remedy) : Finding.warning(where, problem, remedy);
    }
}
