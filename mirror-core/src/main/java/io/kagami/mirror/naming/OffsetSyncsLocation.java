package io.kagami.mirror.naming;

import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.util.Locale;

/** On which side of a flow MirrorMaker 2 keeps its offset syncs. */
public enum OffsetSyncsLocation {
    SOURCE,
    TARGET;

    /** The setting's value, {@code source} or {@code target}. */
    public static OffsetSyncsLocation parse(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    /** The cluster that holds the topic. */
    public ClusterAlias cluster(Flow flow) {
        return this == SOURCE ? flow.source() : flow.target();
    }

    /** The cluster at the other end, which gives the topic its name. */
    public ClusterAlias otherCluster(Flow flow) {
        return this == SOURCE ? flow.target() : flow.source();
    }
}
