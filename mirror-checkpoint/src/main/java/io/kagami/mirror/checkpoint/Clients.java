package io.kagami.mirror.checkpoint;

import io.kagami.mirror.admin.AdminClients;
import io.kagami.mirror.checkpoint.state.Way;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.translation.OffsetMaps;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * What a flow's positions are read and written with: an admin client for each cluster, and the flow's offset maps. Each is opened when first
 * asked for, as a cluster may be away at first.
 *
 * <p>Threading: one thread, which owns them all.
 */
final class Clients implements AutoCloseable {

    private final FlowConfig config;
    private @Nullable Admin source;
    private @Nullable Admin target;
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
            source = AdminClients.create(config.sourceAdmin());
        }
        return source;
    }

    private Admin target() {
        if (target == null) {
            target = AdminClients.create(config.targetAdmin());
        }
        return target;
    }

    @Override
    public void close() {
        if (maps != null) {
            maps.close();
        }
        if (target != null) {
            target.close(Duration.ZERO); // else it would wait for an answer of a cluster that may be dead
        }
        if (source != null) {
            source.close(Duration.ZERO);
        }
    }
}
