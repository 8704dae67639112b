package io.kagami.mirror.checkpoint.state;

import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;

/** In which direction positions travel along a flow. */
public enum Way {
    /** With the records: groups of the source get positions at the target. */
    FORWARD,
    /** Against them: groups that consumed copies get positions in the originals. */
    REVERSE;

    /** The cluster whose groups are read. */
    public ClusterAlias from(Flow flow) {
        return this == FORWARD ? flow.source() : flow.target();
    }

    /** The cluster that gets checkpoints and commits. */
    public ClusterAlias to(Flow flow) {
        return this == FORWARD ? flow.target() : flow.source();
    }
}
