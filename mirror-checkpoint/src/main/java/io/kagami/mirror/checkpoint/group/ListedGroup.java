package io.kagami.mirror.checkpoint.group;

import java.util.Set;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;

/**
 * A group as a cluster lists it.
 *
 * @param id of the group
 * @param kind who may have made it
 * @param active whether it has members, or may have some for all we know
 */
public record ListedGroup(String id, Kind kind, boolean active) {

    private static final Set<GroupState> IDLE = Set.of(GroupState.EMPTY, GroupState.DEAD);
    private static final Set<GroupType> CONSUMERS = Set.of(GroupType.CLASSIC, GroupType.CONSUMER);
    private static final Set<String> CONSUMER_PROTOCOLS = Set.of("", "consumer");

    /** What a group is for. */
    public enum Kind {
        /** Consumers, of the classic or the new protocol, or somebody who only commits offsets. */
        CONSUMER,
        /** A share or streams group, Connect's workers and the like: none of our business. */
        OTHER
    }

    /** Brokers before 2.6 tell neither type nor state; what they list with another protocol than consumers' is none of ours either. */
    static ListedGroup of(GroupListing listing) {
        boolean consumers =
                listing.type().map(CONSUMERS::contains).orElse(true) && CONSUMER_PROTOCOLS.contains(listing.protocol());
        boolean idle = listing.groupState().map(IDLE::contains).orElse(false);
        return new ListedGroup(listing.groupId(), consumers ? Kind.CONSUMER : Kind.OTHER, !idle);
    }
}
