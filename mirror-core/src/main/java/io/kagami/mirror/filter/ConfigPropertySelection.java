package io.kagami.mirror.filter;

/**
 * Decides which configuration properties of a topic follow to the target, and whose default holds where the source has none set.
 *
 * @param excluded {@code config.properties.exclude}
 * @param defaultsFrom {@code use.defaults.from}
 */
public record ConfigPropertySelection(NamePatterns excluded, DefaultsFrom defaultsFrom) {

    /** Whose default a property gets that is not set on the source's topic. */
    public enum DefaultsFrom {
        SOURCE,
        TARGET
    }

    /** Whether {@code property} is mirrored at all. */
    public boolean selects(String property) {
        return !excluded.match(property);
    }

    /** Whether the source's default is written to the target's topic; otherwise the target's own default holds. */
    public boolean copiesSourceDefaults() {
        return defaultsFrom == DefaultsFrom.SOURCE;
    }
}
