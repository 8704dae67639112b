package io.kagami.mirror.config;

import io.kagami.mirror.topology.ClusterAlias;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;

/** Finds what is wrong with cluster names and addresses. */
final class ClusterChecks {

    private ClusterChecks() {}

    /** A problem for each name that is not an alias of the file. */
    static List<ConfigProblem> unknownAmong(Collection<String> names, SortedSet<ClusterAlias> clusters) {
        List<String> aliases = clusters.stream().map(ClusterAlias::name).toList();
        return names.stream()
                .filter(name -> !aliases.contains(name))
                .map(name -> ConfigProblem.error("--clusters", "'" + name + "' is not one of " + aliases))
                .toList();
    }
}
