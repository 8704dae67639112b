package io.kagami.mirror.naming;

import io.kagami.mirror.topology.ClusterAlias;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.connect.mirror.ReplicationPolicy;

/**
 * Recognises topics that came from the target and must not go back: {@code B.x}, and also {@code C.B.x}, stay out of a flow into B.
 * A policy that does not encode the source in the name (identity) is only asked once, as in MirrorMaker 2.
 *
 * @param policy the flow's replication policy
 * @param target where the flow goes
 */
public record CycleRule(ReplicationPolicy policy, ClusterAlias target) {

    /** Whether {@code topic}, at any hop of its way, passed through the target. */
    public boolean forbids(String topic) {
        Set<String> hops = new HashSet<>();
        String hop = topic;
        while (hop != null && hops.add(hop)) {
            String source = policy.topicSource(hop);
            if (source == null) {
                return false;
            }
            if (source.equals(target.name())) {
                return true;
            }
            hop = policy.upstreamTopic(hop);
        }
        return false;
    }
}
