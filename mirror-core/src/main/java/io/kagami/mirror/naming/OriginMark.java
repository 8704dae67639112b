package io.kagami.mirror.naming;

import io.kagami.mirror.topology.ClusterAlias;
import java.nio.charset.StandardCharsets;

/**
 * The header that says through which cluster a record came, where topics keep their names and so do not tell: one for each flow it took. A record
 * that came from a flow's target is not sent back there.
 */
public final class OriginMark {

    /** The header's key; its value is the alias of a cluster. */
    public static final String HEADER = "kagami.origin";

    private OriginMark() {}

    /** Whether a header of a record says that it came from the cluster; some converters write texts in quotes. */
    public static boolean names(String key, byte[] value, ClusterAlias cluster) {
        if (!key.equals(HEADER)) {
            return false;
        }
        String text = new String(value, StandardCharsets.UTF_8);
        return text.equals(cluster.name()) || text.equals('"' + cluster.name() + '"');
    }
}
