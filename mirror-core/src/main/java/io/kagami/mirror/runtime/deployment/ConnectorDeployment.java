package io.kagami.mirror.runtime.deployment;

import io.kagami.mirror.config.keys.ConnectorKind;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.connect.runtime.ConnectorConfig;

/** Desired minus running connectors = actions. Foreign connectors in the same Connect cluster are left alone. */
public final class ConnectorDeployment {

    private static final String OWN_CLASSES = "io.kagami.";

    private ConnectorDeployment() {}

    /**
     * What has to happen, what copies records first, in order of connector name; empty when all is as desired.
     *
     * @param desired configurations by connector name
     * @param present the configurations Connect holds, by connector name
     */
    public static List<ConnectorAction> plan(
            Map<String, Map<String, String>> desired, Map<String, Map<String, String>> present) {
        Map<String, ConnectorAction> actions = new TreeMap<>();
        desired.forEach((name, config) -> {
            Map<String, String> wanted = withName(name, config);
            Map<String, String> held = present.get(name);
            if (held == null) {
                actions.put(name, new ConnectorAction.Create(name, wanted));
            } else if (!held.equals(wanted)) {
                actions.put(name, new ConnectorAction.Update(name, wanted, changedKeys(wanted, held)));
            }
        });
        present.forEach((name, held) -> {
            if (!desired.containsKey(name) && isOurs(name, held)) {
                actions.put(name, new ConnectorAction.Delete(name));
            }
        });
        return actions.values().stream()
                .sorted(Comparator.comparing(action -> !ConnectorKind.SOURCE.names(action.connector())))
                .toList();
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
        return Arrays.stream(ConnectorKind.values()).anyMatch(kind -> kind.names(name))
                && connectorClass.startsWith(OWN_CLASSES);
    }
}
