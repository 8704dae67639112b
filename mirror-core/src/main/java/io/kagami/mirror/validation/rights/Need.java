package io.kagami.mirror.validation.rights;

import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What mirroring does with one topic, group or cluster.
 *
 * @param type of the resource
 * @param name of the resource
 * @param operations that takes
 * @param level what goes without them
 */
record Need(ResourceType type, String name, Set<AclOperation> operations, Level level) {

    /** Kafka's name of every cluster, as ACLs have it. */
    static final String CLUSTER = "kafka-cluster";

    /** What goes without. */
    enum Level {
        /** Nothing that was asked for. */
        REQUIRED,
        /** Everything but an addition. */
        OPTIONAL
    }

    Need {
        operations = Set.copyOf(operations);
    }

    static Need topic(String name, Level level, AclOperation... operations) {
        return new Need(ResourceType.TOPIC, name, Set.of(operations), level);
    }

    static Need group(String name, Level level, AclOperation operation) {
        return new Need(ResourceType.GROUP, name, Set.of(operation), level);
    }

    static Need cluster(Level level, AclOperation... operations) {
        return new Need(ResourceType.CLUSTER, CLUSTER, Set.of(operations), level);
    }
}
