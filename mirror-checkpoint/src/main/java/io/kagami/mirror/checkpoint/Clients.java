package io.kagami.mirror.checkpoint;

import io.kagami.mirror.admin.SharedAdmins;
import io.kagami.mirror.checkpoint.state.Way;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.translation.OffsetMaps;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * What a flow's positions are read and written with: an admin client for each cluster, in common with other connectors of this process, and
 * the flow's offset maps. Each is opened when first asked for, as a cluster may be away at first.
 *
 * <p>Threading: one thread.
 */
final class Clients implements AutoCloseable {

    private final FlowConfig config;
    private SharedAdmins.@Nullable Lease source;
    private SharedAdmins.@Nullable Lease target;
    private @Nullable OffsetMaps maps;

    Clients(FlowConfig config) {
        this.config = config;
    }

    /** Where groups are read. */
    Admin from(Way way) {
        return way == Way.FORWARD ? source() : target();
    }

    /** Where checkpoints and commits go. */
    Admin to(Way way) {
        return way == Way.FORWARD ? target() : source();
    }

    OffsetMaps maps() {
        if (maps == null) {
            maps = OffsetMaps.of(config);
        }
        return maps;
    }

    /**
     * Does nothing if the source is the cluster the flow copies from: groups of another one stand in other records, though topics are called the same.
     *
     * @throws KafkaException if it is not, or cannot be asked now
     */
    void requireSource() throws InterruptedException {
        Optional<String> copied = maps().sourceId();
        if (copied.isEmpty()) {
            return;
        }
        ClusterAlias alias = config.flow().source();
        String now;
        try {
            now = source().describeCluster().clusterId().get();
        } catch (ExecutionException e) {
            throw new KafkaException("cluster " + alias + " does not tell who it is: " + e.getCause(), e.getCause());
        }
        if (!copied.get().equals(now)) {
            throw new KafkaException(alias + " is the cluster with the id " + now
                    + " now, and the flow copies from the one with the id " + copied.get() + ", as topic "
                    + config.internalTopics().syncLog(alias) + " on "
                    + config.flow().target() + " says; check " + alias + ".bootstrap.servers");
        }
    }

    private Admin source() {
        if (source == null) {
            source = SharedAdmins.ofProcess().lease(config.sourceAdmin());
        }
        return source.admin();
    }

    private Admin target() {
        if (target == null) {
            target = SharedAdmins.ofProcess().lease(config.targetAdmin());
        }
        return target.admin();
    }

    @Override
    public void close() {
        Utils.closeQuietly(maps, "offset maps");
        Utils.closeQuietly(target, "admin client of the target");
        Utils.closeQuietly(source, "admin client of the source");
    }
}
