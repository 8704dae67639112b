package io.kagami.mirror.sync.deletion;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Which source was looked at. The id of a cluster tells one from another only where nobody chose it: one that lost its data may come back, empty or filled
 * anew, under the id it had. The ids of its topics (KIP-516) are drawn at random, and none of them comes back.
 *
 * <p>Threading: one thread.
 */
public final class Incarnation {

    private @Nullable String clusterId;
    private Set<Uuid> topicIds = Set.of();

    /**
     * Takes in who the source is now.
     *
     * @param clusterNow the cluster's id
     * @param topicsNow the ids of all topics it shows, mirrored or not
     * @return why what was seen at earlier looks may not count any more; empty if it is the same source for certain, or this is the first look
     */
    public Optional<String> look(String clusterNow, Set<Uuid> topicsNow) {
        String clusterBefore = clusterId;
        Set<Uuid> topicsBefore = topicIds;
        clusterId = clusterNow;
        topicIds = Set.copyOf(topicsNow);
        if (clusterBefore != null && !clusterBefore.equals(clusterNow)) {
            return Optional.of("the source is another cluster than before, so what it lacks was not deleted there");
        }
        if (topicsNow.isEmpty()) {
            return Optional.of(
                    "the source shows no topic with an id (brokers before 2.8 have none), so it cannot be told from one that"
                            + " lost its data");
        }
        if (!topicsBefore.isEmpty() && Collections.disjoint(topicsBefore, topicsNow)) {
            return Optional.of(
                    "none of the topics the source had is there any more, by their ids, so it lost its data or was set up"
                            + " anew, and what it lacks was not deleted there");
        }
        return Optional.empty();
    }
}
