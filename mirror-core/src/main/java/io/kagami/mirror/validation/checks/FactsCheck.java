package io.kagami.mirror.validation.checks;

import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.validation.finding.Finding;
import io.kagami.mirror.validation.finding.Where;
import io.kagami.mirror.validation.online.OnlineCheck;
import io.kagami.mirror.validation.online.ReachedCluster;
import io.kagami.mirror.validation.online.ReachedClusters;
import io.kagami.mirror.validation.online.Words;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.FinalizedVersionRange;

/**
 * Who the cluster is, how large, and of which version: {@code metadata.version} (KIP-778) is what all its brokers agree on.
 *
 * @param cluster that is asked
 */
record FactsCheck(ClusterAlias cluster) implements OnlineCheck {

    private static final String VERSION = "metadata.version";

    @Override
    public String subject() {
        return "its version";
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
        FinalizedVersionRange version = reached.await(
                        reached.admin().describeFeatures().featureMetadata())
                .finalizedFeatures()
                .get(VERSION);
        String told = version == null
                ? "without " + VERSION + ", so with ZooKeeper or older than Kafka 3.3"
                : VERSION + " " + version.maxVersionLevel();
        return List.of(Finding.note(
                where(),
                "answers: cluster id %s, %s, %s"
                        .formatted(reached.id(), Words.count(reached.brokers(), "broker"), told)));
    }
}
