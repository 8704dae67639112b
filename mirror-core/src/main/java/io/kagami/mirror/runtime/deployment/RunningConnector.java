package io.kagami.mirror.runtime.deployment;

import java.util.Map;
import java.util.TreeMap;

/**
 * What Connect holds about one connector.
 *
 * @param config as last written, with references to config providers unresolved
 */
public record RunningConnector(Map<String, String> config, FlowStatus status) {

    public RunningConnector {
        config = Map.copyOf(config);
    }

    /** Only what is written about each connector. */
    static Map<String, Map<String, String>> configs(Map<String, RunningConnector> connectors) {
        Map<String, Map<String, String>> configs = new TreeMap<>();
        connectors.forEach((name, connector) -> configs.put(name, connector.config()));
        return configs;
    }
}
