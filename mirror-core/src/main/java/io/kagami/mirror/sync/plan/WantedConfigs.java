package io.kagami.mirror.sync.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a source topic asks of its mirror's overrides. Properties in neither set are the target's own business.
 *
 * @param values must be overridden with this value
 * @param unset must not be overridden
 */
public record WantedConfigs(Map<String, String> values, Set<String> unset) {

    public WantedConfigs {
        values = Map.copyOf(values);
        unset = Set.copyOf(unset);
        if (values.keySet().stream().anyMatch(unset::contains)) {
            throw new IllegalArgumentException("both set and unset: " + values.keySet() + ", " + unset);
        }
    }

    /** The same, with another value of a property that has one. */
    WantedConfigs with(String property, String value) {
        Map<String, String> changed = new HashMap<>(values);
        changed.put(property, value);
        return new WantedConfigs(changed, unset);
    }

    /** The same, with no word on these properties. */
    public WantedConfigs without(Set<String> properties) {
        if (properties.isEmpty()) {
            return this;
        }
        Map<String, String> fewer = new HashMap<>(values);
        fewer.keySet().removeAll(properties);
        return new WantedConfigs(fewer, unset);
    }

    /** The same, with {@code properties} unset as well where they have no value here. */
    public WantedConfigs withUnset(Set<String> properties) {
        if (properties.isEmpty()) {
            return this;
        }
        Set<String> more = new HashSet<>(properties);
        more.removeAll(values.keySet());
        more.addAll(unset);
        return new WantedConfigs(values, more);
    }
}
