package io.kagami.mirror.runtime.worker;

import java.util.Map;
import org.apache.kafka.connect.cli.ConnectStandalone;
import org.apache.kafka.connect.connector.policy.ConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.rest.RestClient;
import org.apache.kafka.connect.runtime.rest.RestServer;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;

/** Connect's own start-up of a standalone worker, except that one which cannot be built leaves no REST server behind. */
final class LoneConnect extends ConnectStandalone {

    @Override
    public Connect<StandaloneHerder> startConnect(Map<String, String> workerProps) {
        Connect<StandaloneHerder> connect = super.startConnect(workerProps);
        connect.herder().ready(); // else its health is never checked
        return connect;
    }

    @Override
    protected StandaloneHerder createHerder(
            StandaloneConfig config,
            String workerId,
            Plugins plugins,
            ConnectorClientConfigOverridePolicy overridePolicy,
            RestServer restServer,
            RestClient restClient) {
        try {
            return super.createHerder(config, workerId, plugins, overridePolicy, restServer, restClient);
        } catch (RuntimeException notBuilt) {
            restServer.stop();
            throw notBuilt;
        }
    }
}
