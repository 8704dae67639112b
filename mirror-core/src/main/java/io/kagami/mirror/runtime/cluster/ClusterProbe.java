package io.kagami.mirror.runtime.cluster;

import java.util.Map;

/** Asks a cluster, once, who it is. */
@FunctionalInterface
public interface ClusterProbe {

    /** The cluster's id; returns or fails within a few seconds. */
    String clusterId(Map<String, String> adminProperties) throws ClusterUnavailableException, InterruptedException;
}
