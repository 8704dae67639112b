package io.kagami.mirror.config.keys;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/**
 * The keys of one scope.
 *
 * @param defined keys with type and bounds
 * @param named keys of which only the name is known
 * @param openPrefixes below these, plugins name their own keys
 */
record Catalogue(Map<String, ConfigKey> defined, Set<String> named, List<String> openPrefixes) {

    Catalogue {
        defined = Map.copyOf(defined);
        named = Set.copyOf(named);
        openPrefixes = List.copyOf(openPrefixes);
    }

    /** Where two definitions have the same key, the later one counts. */
    static Catalogue of(List<ConfigDef> definitions, Set<String> named, List<String> openPrefixes) {
        Map<String, ConfigKey> defined = new TreeMap<>();
        definitions.forEach(definition -> defined.putAll(definition.configKeys()));
        return new Catalogue(defined, named, openPrefixes);
    }

    boolean knows(String name) {
        return defined.containsKey(name)
                || named.contains(name)
                || openPrefixes.stream().anyMatch(name::startsWith);
    }

    Optional<ConfigKey> definition(String name) {
        return Optional.ofNullable(defined.get(name));
    }
}
