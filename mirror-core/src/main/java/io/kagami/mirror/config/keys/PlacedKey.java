package io.kagami.mirror.config.keys;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/**
 * A key of the file, taken apart.
 *
 * @param prefix what makes the scope, such as {@code A.consumer.}; empty at the top level
 * @param name what is set there
 * @param scope where it stands
 */
public record PlacedKey(String prefix, String name, Scope scope) {

    private static final Map<String, Scope> ROLES =
            Map.of("consumer.", Scope.CONSUMER, "producer.", Scope.PRODUCER, "admin.", Scope.ADMIN);

    /** Takes {@code key} apart, given the flows {@code A->B} and aliases that may begin it. */
    public static PlacedKey of(String key, Collection<String> flows, Collection<String> aliases) {
        Optional<PlacedKey> ofFlow = begun(key, flows).map(prefix -> inFlow(prefix, key.substring(prefix.length())));
        return ofFlow.orElseGet(() -> begun(key, aliases)
                .map(prefix -> inCluster(prefix, key.substring(prefix.length())))
                .orElseGet(() -> new PlacedKey("", key, Scope.TOP_LEVEL)));
    }

    /** The key as the file has it. */
    public String written() {
        return prefix + name;
    }

    public boolean isKnown() {
        return KnownKeys.knows(scope, name);
    }

    public Optional<ConfigKey> definition() {
        return KnownKeys.definition(scope, name);
    }

    /** What was probably meant, with its prefix. */
    public Optional<String> closest() {
        return Closest.to(name, KnownKeys.names(scope)).map(meant -> prefix + meant);
    }

    private static Optional<String> begun(String key, Collection<String> beginnings) {
        return beginnings.stream()
                .map(beginning -> beginning + ".")
                .filter(prefix -> key.startsWith(prefix) && key.length() > prefix.length())
                .max(Comparator.comparingInt(String::length));
    }

    private static PlacedKey inCluster(String prefix, String name) {
        return KnownKeys.knows(Scope.CLUSTER, name)
                ? new PlacedKey(prefix, name, Scope.CLUSTER)
                : inRole(prefix, name, Scope.CLUSTER);
    }

    private static PlacedKey inFlow(String prefix, String name) {
        if (KnownKeys.knows(Scope.FLOW, name)) {
            return new PlacedKey(prefix, name, Scope.FLOW);
        }
        for (String side : List.of("source.", "target.")) {
            String cluster = side + "cluster.";
            if (name.startsWith(cluster)) {
                return new PlacedKey(prefix + cluster, name.substring(cluster.length()), Scope.CLUSTER);
            }
            if (name.startsWith(side)) {
                return inRole(prefix + side, name.substring(side.length()), Scope.FLOW);
            }
        }
        return inRole(prefix, name, Scope.FLOW);
    }

    private static PlacedKey inRole(String prefix, String name, Scope otherwise) {
        for (Map.Entry<String, Scope> role : ROLES.entrySet()) {
            if (name.startsWith(role.getKey())) {
                return new PlacedKey(
                        prefix + role.getKey(), name.substring(role.getKey().length()), role.getValue());
            }
        }
        return new PlacedKey(prefix, name, otherwise);
    }
}
