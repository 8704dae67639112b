package io.kagami.mirror.offset.origin;

import io.kagami.mirror.topology.Flow;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a flow notes of itself in its sync log at the target before it copies anything. Aliases mean something in one file only, cluster ids
 * everywhere.
 *
 * @param flow by the aliases of the flow's file
 * @param sourceId the cluster id of the source
 * @param targetId that of the target
 * @param byRecord whether it copies records, each of which it marks, or batches, which bear its producer ids
 * @param example what a topic called {@code probe} is called at the target
 * @param topics what its setting {@code topics} says; empty if a class of the user's decides
 * @param origins ids of clusters whose records it may bring beside those of its source, as names are kept on the way
 * @param unmarked ids of clusters whose records it may bring without a mark, as they came in batches
 */
public record FlowNote(
        Flow flow,
        String sourceId,
        String targetId,
        boolean byRecord,
        String example,
        String topics,
        SortedSet<String> origins,
        SortedSet<String> unmarked) {

    public FlowNote {
        if (sourceId.isEmpty() || targetId.isEmpty()) {
            throw new IllegalArgumentException("a note names both clusters by their ids");
        }
        origins = new TreeSet<>(origins);
        unmarked = new TreeSet<>(unmarked);
    }
}
