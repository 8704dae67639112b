package io.kagami.mirror.runtime.status;

import io.kagami.mirror.release.ProjectVersion;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.rest.ConnectRestExtension;
import org.apache.kafka.connect.rest.ConnectRestExtensionContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes Connect's own status tell of sick partitions: {@code GET /connectors/A.MirrorSourceConnector/status} then has, with each task that is
 * {@code RUNNING} while some of its partitions copy nothing, a trace that names them, the reason and what to do. States stay as they are. {@code GET /} tells,
 * in a header, where the process answers for health and metrics.
 *
 * <p>Workers load it by {@code rest.extension.classes}; those of a mirror process do so by themselves.
 *
 * <p>Threading: Connect's main thread.
 */
public final class SickInStatus implements ConnectRestExtension {

    private Map<String, Object> worker = Map.of();
    private @Nullable KnownSick known;

    @Override
    public void configure(Map<String, ?> workerSettings) {
        Map<String, Object> settings = new TreeMap<>();
        workerSettings.forEach((key, value) -> {
            if (value != null) {
                settings.put(key, value);
            }
        });
        worker = settings;
    }

    @Override
    public void register(ConnectRestExtensionContext context) {
        KnownSick sick = new KnownSick(context.clusterState()::connectorConfig, worker);
        known = sick;
        context.configurable().register(new StatusFilter(sick));
        context.configurable().register(new AddressFilter());
    }

    @Override
    public String version() {
        return ProjectVersion.current();
    }

    @Override
    public void close() {
        if (known != null) {
            known.close();
        }
    }
}
