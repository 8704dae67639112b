package io.kagami.mirror.checkpoint.commit;

import io.kagami.mirror.checkpoint.state.Way;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.mirror.Checkpoint;

/** What of a group's translated positions is to be committed, given what the group on the other cluster has. */
public enum CommitRule {
    /** A group that is ahead there stays: it may have processed those records there. */
    NEVER_BACK {
        @Override
        boolean changes(long present, long wanted) {
            return present < wanted;
        }
    },
    /** The group there is where the group here is, also if somebody set that back. */
    ALSO_BACK {
        @Override
        boolean changes(long present, long wanted) {
            return present != wanted;
        }
    };

    /**
     * That of one way of a flow: two ways that both set groups back could do so for ever, each after the other.
     *
     * @param backwards whether the settings ask for groups to be set back
     */
    public static CommitRule of(Way way, boolean backwards) {
        return way == Way.FORWARD && backwards ? ALSO_BACK : NEVER_BACK;
    }

    abstract boolean changes(long present, long wanted);

    /** What to commit; partitions not among those present have no offset there. */
    public Map<TopicPartition, OffsetAndMetadata> missing(
            Map<TopicPartition, Checkpoint> wanted, Map<TopicPartition, OffsetAndMetadata> present) {
        Map<TopicPartition, OffsetAndMetadata> missing = new HashMap<>();
        wanted.forEach((partition, checkpoint) -> {
            OffsetAndMetadata there = present.get(partition);
            if (there == null || changes(there.offset(), checkpoint.downstreamOffset())) {
                missing.put(partition, checkpoint.offsetAndMetadata());
            }
        });
        return missing;
    }
}
