package io.kagami.mirror.naming;

import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import org.apache.kafka.connect.mirror.ReplicationPolicy;

/**
 * The topics mirroring keeps for itself. The policy decides the names of those that MirrorMaker 2 has too, and so honours
 * {@code replication.policy.internal.topic.separator.enabled}.
 *
 * @param policy the flow's replication policy
 */
public record InternalTopics(ReplicationPolicy policy) {

    private static final String OURS = "kagami-";
    private static final String OUR_SYNCS = "mm2-kagami-syncs.";
    private static final String INTERNAL = ".internal";

    /**
     * The topic on the target that we keep positions and offset maps of {@code source} in. Nobody else's is called so, and by its beginning and end no
     * mirror copies it, MirrorMaker 2's neither.
     */
    public String syncLog(ClusterAlias source) {
        return OUR_SYNCS + source + INTERNAL;
    }

    /** Whether a topic is one that {@link #syncLog} names, of whatever source. */
    public static boolean isSyncLog(String topic) {
        return topic.startsWith(OUR_SYNCS) && topic.endsWith(INTERNAL);
    }

    /** Where MirrorMaker 2 keeps a flow's offset syncs; named after the cluster at the other end. */
    public String offsetSyncs(Flow flow, OffsetSyncsLocation location) {
        return policy.offsetSyncsTopic(location.otherCluster(flow).name());
    }

    /** The topic on the target with the positions of groups of {@code source}. */
    public String checkpoints(ClusterAlias source) {
        return policy.checkpointsTopic(source.name());
    }

    /** The topic on the target that MirrorMaker 2's Connect keeps positions of {@code source} in. */
    public String mirrorMakerOffsets(ClusterAlias source) {
        return "mm2-offsets." + source + INTERNAL;
    }

    /** The topic on the target that holds what could not be copied from {@code source}. */
    public String quarantine(ClusterAlias source) {
        return OURS + "quarantine." + source + INTERNAL;
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
        return (topic.startsWith(OURS) && topic.endsWith(INTERNAL)) || isSyncLog(topic);
    }
}
