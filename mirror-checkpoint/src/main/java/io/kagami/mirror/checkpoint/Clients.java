package io.kagami.mirror.checkpoint;

import io.kagami.mirror.admin.SharedAdmins;
import io.kagami.mirror.checkpoint.state.Way;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.translation.OffsetMaps;
import org.apache.kafka.clients.admin.Admin;
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
