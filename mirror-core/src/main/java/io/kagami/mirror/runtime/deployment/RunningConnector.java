package io.kagami.mirror.runtime.deployment;

import java.util.Map;

/**
 * What Connect holds about one connector.
 *
 * @param config as last written, with references to config providers unresolved
 */
public record RunningConnector(Map<String, String> config, FlowStatus status) {

    public RunningConnector {
        config = Map.copyOf(config);
    }
}
