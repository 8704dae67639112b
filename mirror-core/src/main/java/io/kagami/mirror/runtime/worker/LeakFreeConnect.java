package io.kagami.mirror.runtime.worker;

import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.connector.policy.ConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.apache.kafka.connect.runtime.distributed.DistributedHerder;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.rest.RestClient;
import org.apache.kafka.connect.runtime.rest.RestServer;

/** Connect's own start-up, except that a worker which cannot be built leaves no REST server behind, and one that idles few threads. */
final class LeakFreeConnect extends ConnectDistributed {

    @Override
    protected DistributedHerder createHerder(
            DistributedConfig config,
            String workerId,
            Plugins plugins,
            ConnectorClientConfigOverridePolicy overridePolicy,
            RestServer restServer,
            RestClient restClient) {
        try {
            DistributedHerder herder =
                    super.createHerder(config, workerId, plugins, overridePolicy, restServer, restClient);
            SpareThreads.endWhenIdle(herder, restServer);
            return herder;
        } catch (RuntimeException notBuilt) {
            restServer.stop();
            throw notBuilt;
        }
    }
}
