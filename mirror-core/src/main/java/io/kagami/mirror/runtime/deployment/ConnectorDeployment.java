package io.kagami.mirror.runtime.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.connect.runtime.ConnectorConfig;

/** Desired minus running connectors = actions. Foreign connectors in the same Connect cluster are left alone. */
public final class ConnectorDeployment {

    private static final List<String> OWN_NAMES =
            List.of(".MirrorSourceConnector", ".MirrorCheckpointConnector", ".MirrorHeartbeatConnector");
    private static final String OWN_CLASSES = "io.kagami.";

    private ConnectorDeployment() {}

    /**
     * What has to happen, in order of connector name; empty when all is as desired.
     *
     * @param desired configurations by connector name
     * @param running what Connect holds, by connector name
     */
    public static List<ConnectorAction> plan(
            Map<String, Map<String, String>> desired, Map<String, RunningConnector> running) {
        Map<String, ConnectorAction> actions = new TreeMap<>();
        desired.forEach((name, config) -> {
            Map<String, String> wanted = withName(name, config);
            RunningConnector present = running.get(name);
            if (present == null) {
                actions.put(name, new ConnectorAction.Create(name, wanted));
            } else if (!present.config().equals(wanted)) {
                actions.put(name, new ConnectorAction.Update(name, wanted, changedKeys(wanted, present.config())));
            }
        });
        running.forEach((name, present) -> {
            if (!desired.containsKey(name) && isOurs(name, present.config())) {
                actions.put(name, new ConnectorAction.Delete(name));
            }
        });
        return new ArrayList<>(actions.values());
    }

    private static Map<String, String> withName(String name, Map<String, String> config) {
        Map<String, String> named = new TreeMap<>(config);
        named.put(ConnectorConfig.NAME_CONFIG, name);
        return named;
    }

    private static SortedSet<String> changedKeys(Map<String, String> wanted, Map<String, String> present) {
        SortedSet<String> keys = new TreeSet<>(wanted.keySet());
        keys.addAll(present.keySet());
        keys.removeIf(key -> Objects.equals(wanted.get(key), present.get(key)));
        return keys;
    }

    private static boolean isOurs(String name, Map<String, String> config) {
        String connectorClass = config.getOrDefault(ConnectorConfig.CONNECTOR_CLASS_CONFIG, "");
        return OWN_NAMES.stream().anyMatch(name::endsWith) && connectorClass.startsWith(OWN_CLASSES);
    }
}
