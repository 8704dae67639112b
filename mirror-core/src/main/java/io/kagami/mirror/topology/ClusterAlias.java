package io.kagami.mirror.topology;

/**
 * The name a configuration file gives to one Kafka cluster, such as {@code primary}.
 *
 * @param name never blank
 */
public record ClusterAlias(String name) implements Comparable<ClusterAlias> {

    public ClusterAlias {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a cluster alias must not be blank");
        }
    }

    @Override
    public int compareTo(ClusterAlias other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
