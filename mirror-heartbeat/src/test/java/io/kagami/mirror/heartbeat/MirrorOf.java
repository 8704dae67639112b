package io.kagami.mirror.heartbeat;

import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.runtime.DeploymentPlanner;
import io.kagami.mirror.runtime.LoggingListener;
import io.kagami.mirror.runtime.MirrorProcess;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A whole mirror process in the test's JVM, for clusters called by their aliases. */
final class MirrorOf implements AutoCloseable {

    private static final List<String> REPLICATED_ONCE =
            List.of("", "checkpoints.topic.", "heartbeats.topic.", "offset-syncs.topic.");

    private final MirrorProcess process;

    private MirrorOf(MirrorProcess process) {
        this.process = process;
    }

    /** Starts it; {@code settings} are what the file holds beside the clusters. */
    static MirrorOf started(Map<String, EmbeddedCluster> clusters, Map<String, String> settings) {
        Map<String, String> file = new HashMap<>();
        file.put("clusters", String.join(",", clusters.keySet()));
        clusters.forEach((alias, cluster) ->
                cluster.clientProperties().forEach((key, value) -> file.put(alias + "." + key, value)));
        REPLICATED_ONCE.forEach(prefix -> file.put(prefix + "replication.factor", "1"));
        for (String store : List.of("offset", "status", "config")) {
            file.put(store + ".storage.replication.factor", "1");
        }
        file.put("offset.storage.partitions", "1");
        file.put("status.storage.partitions", "1");
        file.put("listeners", "http://localhost:0");
        file.putAll(settings);
        MirrorProcess process =
                new MirrorProcess(DeploymentPlanner.plan(MirrorConfig.parse(file), List.of()), new LoggingListener());
        process.start();
        return new MirrorOf(process);
    }

    @Override
    public void close() {
        process.close();
    }
}
