package io.kagami.mirror.naming;

import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import org.apache.kafka.connect.mirror.ReplicationPolicy;

/**
 * The topics mirroring keeps for itself. The policy decides their names, and so honours
 * {@code replication.policy.internal.topic.separator.enabled}.
 *
 * @param policy the flow's replication policy
 */
public record InternalTopics(ReplicationPolicy policy) {

    /** Where a flow's offset syncs are kept; named after the cluster at the other end. */
    public String offsetSyncs(Flow flow, OffsetSyncsLocation location) {
        return policy.offsetSyncsTopic(location.otherCluster(flow).name());
    }

    /** The topic on the target with the positions of groups of {@code source}. */
    public String checkpoints(ClusterAlias source) {
        return policy.checkpointsTopic(source.name());
    }

    /** The topic on the target that MirrorMaker 2's Connect keeps positions of {@code source} in. */
    public String mirrorMakerOffsets(ClusterAlias source) {
        return "mm2-offsets." + source + ".internal";
    }

    /** The topic on the target that holds what could not be copied from {@code source}. */
    public String quarantine(ClusterAlias source) {
        return "kagami-quarantine." + source + ".internal";
    }

    /** The topic on each cluster that heartbeats are written to. */
    public String heartbeats() {
        return policy.heartbeatsTopic();
    }

    /** Whether a topic belongs to Kafka, to MirrorMaker 2 or to us, and is therefore never mirrored. */
    public boolean contains(String topic) {
        return policy.isInternalTopic(topic) || isOurs(topic);
    }

    private static boolean isOurs(String topic) {
        return topic.startsWith("kagami-") && topic.endsWith(".internal");
    }
}
