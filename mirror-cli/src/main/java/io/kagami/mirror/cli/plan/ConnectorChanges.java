package io.kagami.mirror.cli.plan;

import io.kagami.mirror.cli.plan.Change.Action;
import io.kagami.mirror.cli.plan.Change.Kind;
import io.kagami.mirror.cli.plan.Change.Value;
import io.kagami.mirror.config.Redaction;
import io.kagami.mirror.runtime.deployment.ConnectorAction;
import io.kagami.mirror.topology.ClusterAlias;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What deployment would do, in the words of the command; secrets hidden.
 *
 * @param target whose worker runs the connectors
 * @param present what Connect holds, by connector name
 */
record ConnectorChanges(ClusterAlias target, Map<String, Map<String, String>> present) {

    Change of(ConnectorAction action) {
        String name = action.connector();
        if (action instanceof ConnectorAction.Create) {
            return new Change(Action.CREATE, Kind.CONNECTOR, name, target, Map.of());
        }
        if (action instanceof ConnectorAction.Update update) {
            return new Change(Action.ALTER, Kind.CONNECTOR, name, target, values(update));
        }
        return new Change(Action.DELETE, Kind.CONNECTOR, name, target, Map.of());
    }

    private Map<String, Value> values(ConnectorAction.Update update) {
        Map<String, String> before = present.getOrDefault(update.connector(), Map.of());
        Map<String, Value> values = new TreeMap<>();
        update.changedKeys()
                .forEach(key -> values.put(
                        key,
                        new Value(
                                shown(key, before.get(key)),
                                shown(key, update.config().get(key)))));
        return values;
    }

    private static @Nullable String shown(String key, @Nullable String value) {
        return value == null ? null : Redaction.shown(key, value);
    }
}
