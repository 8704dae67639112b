package io.kagami.mirror.naming;

import io.kagami.mirror.topology.ClusterAlias;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The header that says through which cluster a record came, where topics keep their names and so do not tell: one for each flow it took. A record
 * that came from a flow's target is not sent back there.
 */
public final class OriginMark {

    /** The header's key; its value is the alias of a cluster. */
    public static final String HEADER = "kagami.origin";

    private OriginMark() {}

    /** The header's value for records that come from the cluster. */
    public static byte[] value(ClusterAlias cluster) {
        return cluster.name().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a value of the header names the cluster; converters made for text write bytes in Base64, some in quotes. */
    public static boolean names(byte[] value, ClusterAlias cluster) {
        String text = new String(value, StandardCharsets.UTF_8);
        String encoded = Base64.getEncoder().encodeToString(value(cluster));
        return text.equals(cluster.name()) || text.equals(encoded) || text.equals('"' + encoded + '"');
    }
}
