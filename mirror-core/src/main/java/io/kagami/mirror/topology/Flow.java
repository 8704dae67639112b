package io.kagami.mirror.topology;

/**
 * One direction of replication, written {@code A->B} in configuration: what {@code source} holds arrives at {@code target}.
 *
 * @param source where records come from
 * @param target where records go; never the same alias as {@code source}
 */
public record Flow(ClusterAlias source, ClusterAlias target) implements Comparable<Flow> {

    public Flow {
        if (source.equals(target)) {
            throw new IllegalArgumentException("a cluster does not replicate to itself: " + source);
        }
    }

    /** Both aliases by name. */
    public static Flow of(String source, String target) {
        return new Flow(new ClusterAlias(source), new ClusterAlias(target));
    }

    /** The other direction. */
    public Flow reversed() {
        return new Flow(/* source= */ target, /* target= */ source);
    }

    @Override
    public int compareTo(Flow other) {
        int bySource = source.compareTo(other.source);
        return bySource != 0 ? bySource : target.compareTo(other.target);
    }

    /** The form used in configuration files, logs and reports: {@code A->B}. */
    @Override
    public String toString() {
        return source + "->" + target;
    }
}
