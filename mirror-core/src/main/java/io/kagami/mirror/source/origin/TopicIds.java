package io.kagami.mirror.source.origin;

import io.kagami.mirror.admin.SharedAdmins;
import io.kagami.mirror.topology.ClusterAlias;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;

/** The ids of a cluster's topics (KIP-516), which are drawn at random: no two clusters have one in common. */
final class TopicIds {

    private TopicIds() {}

    /**
     * Names by id, Kafka's own topics included; those without an id, as of brokers before 2.8, are left out.
     *
     * @throws KafkaException if the cluster cannot be asked now
     */
    static Map<Uuid, String> of(ClusterAlias cluster, Map<String, Object> admin, Duration patience)
            throws InterruptedException {
        try (SharedAdmins.Lease lease = SharedAdmins.ofProcess().lease(admin)) {
            Map<Uuid, String> names = new HashMap<>();
            for (TopicListing topic : lease.admin()
                    .listTopics(new ListTopicsOptions().listInternal(true))
                    .listings()
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                if (!topic.topicId().equals(Uuid.ZERO_UUID)) {
                    names.put(topic.topicId(), topic.name());
                }
            }
            return names;
        } catch (ExecutionException e) {
            throw new KafkaException("the topics of " + cluster + " cannot be listed: " + e.getCause(), e.getCause());
        } catch (TimeoutException silent) {
            throw new KafkaException(
                    "cluster " + cluster + " has not listed its topics for " + patience.toSeconds() + " s", silent);
        }
    }

    /** A topic that is in both; if there is one, both are the same cluster. */
    static Optional<String> inCommon(Map<Uuid, String> one, Map<Uuid, String> other) {
        return one.entrySet().stream()
                .filter(topic -> other.containsKey(topic.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .findFirst();
    }
}
