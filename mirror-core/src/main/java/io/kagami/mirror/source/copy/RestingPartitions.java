package io.kagami.mirror.source.copy;

import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what happened to partitions, and keeps those that rest because of it until they are tried again: a right may have been granted
 * meanwhile, or a setting changed.
 *
 * <p>Threading: the copier's thread. No clock: time comes with the calls.
 */
final class RestingPartitions {

    private static final Logger LOG = LoggerFactory.getLogger(RestingPartitions.class);
    private static final long REST_MS = Duration.ofSeconds(30).toMillis();

    private final Flow flow;
    private final Map<CopiedPartition, Long> restUntilMs = new HashMap<>();

    RestingPartitions(Flow flow) {
        this.flow = flow;
    }

    /** Tells, and counts, what an operator should know. */
    void event(CopiedPartition partition, String what) {
        partition.meter().event();
        LOG.error("{} {}", what, where(partition));
    }

    /** Tells why the partition rests from now on. */
    void rest(CopiedPartition partition, String reason, long nowMs) {
        event(partition, reason + "; this partition rests, others go on, next try in " + REST_MS / 1000 + " s");
        restUntilMs.put(partition, nowMs + REST_MS);
    }

    void forget(CopiedPartition partition) {
        restUntilMs.remove(partition);
    }

    /** Those that have rested long enough; each is returned once. */
    List<CopiedPartition> takeRested(long nowMs) {
        if (restUntilMs.isEmpty()) {
            return List.of();
        }
        List<CopiedPartition> rested = restUntilMs.entrySet().stream()
                .filter(entry -> nowMs >= entry.getValue())
                .map(Map.Entry::getKey)
                .toList();
        rested.forEach(restUntilMs::remove);
        return rested;
    }

    /** For logs: which partition of which flow. */
    String where(CopiedPartition partition) {
        return "flow=" + flow + " topic=" + partition.source().topic() + " partition="
                + partition.source().partition();
    }
}
