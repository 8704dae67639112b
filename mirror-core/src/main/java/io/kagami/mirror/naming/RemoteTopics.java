package io.kagami.mirror.naming;

import io.kagami.mirror.topology.Flow;
import org.apache.kafka.connect.mirror.ReplicationPolicy;

/**
 * What the topics of a flow's source are called on its target. Heartbeats get the source's alias under Kafka's identity policy too.
 *
 * @param flow from where to where
 * @param policy the flow's replication policy
 */
public record RemoteTopics(Flow flow, ReplicationPolicy policy) {

    /** A topic's name to ask a policy about; none that means anything to one. */
    public static final String PROBE = "probe";

    /** The topic on the target that mirrors {@code topic} of the source. */
    public String remote(String topic) {
        return policy.formatRemoteTopic(flow.source().name(), topic);
    }

    /** Whether topics are called the same at the target, so that a name does not tell where the topic's records come from. */
    public boolean keepsNames() {
        return remote(PROBE).equals(PROBE);
    }
}
