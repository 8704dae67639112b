package io.kagami.mirror.wire.connection;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.internals.ClusterResourceListeners;
import org.apache.kafka.common.utils.LogContext;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a cluster's topics and leaders, refreshed by listing all topics the user may see and keeping the wanted ones.
 *
 * <p>All topics are listed, rather than named ones asked for, because a topic that does not exist yet must neither be auto-created
 * nor reported as a problem.
 *
 * <p>Threading: thread-safe, as its superclass.
 */
final class ClusterMetadata extends Metadata {

    private final Predicate<String> wantedTopics;
    /** Metadata asks for each topic and each partition at every answer, and the predicate may be a user's regular expression. */
    private final Map<String, Boolean> wanted = new ConcurrentHashMap<>();

    ClusterMetadata(
            Duration retryBackoff,
            Duration retryBackoffMax,
            Duration maxAge,
            Predicate<String> wantedTopics,
            LogContext logContext) {
        super(
                retryBackoff.toMillis(),
                retryBackoffMax.toMillis(),
                maxAge.toMillis(),
                logContext,
                new ClusterResourceListeners());
        this.wantedTopics = wantedTopics;
    }

    /** Partition counts of the wanted topics, from the last answer. */
    Map<String, Integer> partitionCounts() {
        Cluster cluster = fetch();
        Map<String, Integer> counts = new HashMap<>();
        for (String topic : cluster.topics()) {
            Integer count = cluster.partitionCountForTopic(topic);
            if (count != null) {
                counts.put(topic, count);
            }
        }
        return counts;
    }

    /** What the cluster called itself in the last answer; empty before the first one. */
    Optional<String> clusterId() {
        return Optional.ofNullable(fetch().clusterResource().clusterId());
    }

    @Override
    protected boolean retainTopic(String topic, boolean isInternal, long nowMs) {
        return wanted.computeIfAbsent(topic, wantedTopics::test);
    }

    @Override
    protected boolean retainTopic(String topic, @Nullable Uuid topicId, boolean isInternal, long nowMs) {
        return wanted.computeIfAbsent(topic, wantedTopics::test);
    }
}
