package io.kagami.mirror.validation.checks;

import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.validation.finding.Finding;
import io.kagami.mirror.validation.finding.Where;
import io.kagami.mirror.validation.online.OnlineCheck;
import io.kagami.mirror.validation.online.ReachedCluster;
import io.kagami.mirror.validation.online.ReachedClusters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * Whether the brokers of a target are of a version that tells what a producer wrote last (DescribeProducers, Kafka 2.8). Positions are exact
 * beside foreign writers only where they do.
 *
 * @param cluster that is asked
 */
record ProducerMemoryCheck(ClusterAlias cluster) implements OnlineCheck {

    @Override
    public String subject() {
        return "what its brokers tell of producers";
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
        Optional<String> any = reached.topics().stream().findFirst();
        if (any.isEmpty()) {
            return List.of();
        }
        try {
            var unused = reached.await(reached.admin()
                    .describeProducers(List.of(new TopicPartition(any.get(), 0)))
                    .all());
            return List.of();
        } catch (ExecutionException e) {
            return e.getCause() instanceof UnsupportedVersionException
                    ? List.of(Finding.warning(
                            where(),
                            "its brokers are older than Kafka 2.8 and do not tell what a producer wrote last: where others write to the copies"
                                    + " too, a restart may repeat records",
                            "upgrade its brokers, or let nobody else write to the copies"))
                    : List.of();
        }
    }
}
