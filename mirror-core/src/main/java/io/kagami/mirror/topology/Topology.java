package io.kagami.mirror.topology;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The clusters of one configuration and the flows that run between them.
 *
 * @param clusters every alias, also those no flow touches
 * @param flows the enabled flows, sorted, without repeats; each joins two of {@code clusters}
 */
public record Topology(SortedSet<ClusterAlias> clusters, List<Flow> flows) {

    public Topology {
        clusters = Collections.unmodifiableSortedSet(new TreeSet<>(clusters));
        flows = List.copyOf(new TreeSet<>(flows));
        for (Flow flow : flows) {
            if (!clusters.contains(flow.source()) || !clusters.contains(flow.target())) {
                throw new IllegalArgumentException(flow + " joins a cluster that is not one of " + clusters);
            }
        }
    }

    /** What arrives at {@code target}. */
    public List<Flow> flowsInto(ClusterAlias target) {
        return flows.stream().filter(flow -> flow.target().equals(target)).toList();
    }

    /** What leaves {@code source}. */
    public List<Flow> flowsFrom(ClusterAlias source) {
        return flows.stream().filter(flow -> flow.source().equals(source)).toList();
    }

    /** The clusters that receive something, each of which gets a worker. */
    public SortedSet<ClusterAlias> targets() {
        return Collections.unmodifiableSortedSet(
                new TreeSet<>(flows.stream().map(Flow::target).toList()));
    }

    /** The same clusters with only the flows into {@code targets}. */
    public Topology restrictedTo(Collection<ClusterAlias> targets) {
        return new Topology(
                clusters,
                flows.stream().filter(flow -> targets.contains(flow.target())).toList());
    }
}
