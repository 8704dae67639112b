package io.kagami.mirror.filter;

import io.kagami.mirror.naming.CycleRule;
import io.kagami.mirror.naming.InternalTopics;
import org.apache.kafka.connect.mirror.ReplicationPolicy;

/**
 * Decides which topics of a source a flow mirrors. Excluding wins over including; internal topics and topics that came from the target
 * are never mirrored, whatever the lists say.
 *
 * @param listed what {@code topics} and {@code topics.exclude} say, or a class of the user's
 * @param heartbeats whether that applies to heartbeats topics
 * @param policy the flow's replication policy
 * @param cycles what must not go back
 */
public record TopicSelection(NameFilter listed, Heartbeats heartbeats, ReplicationPolicy policy, CycleRule cycles) {

    /** What lists mean for heartbeats topics. */
    public enum Heartbeats {
        ALWAYS,
        AS_LISTED
    }

    /** Whether the flow mirrors {@code topic} of its source. */
    public boolean selects(String topic) {
        return wanted(topic) && !new InternalTopics(policy).contains(topic) && !cycles.forbids(topic);
    }

    private boolean wanted(String topic) {
        return listed.accepts(topic) || (heartbeats == Heartbeats.ALWAYS && policy.isHeartbeatsTopic(topic));
    }
}
