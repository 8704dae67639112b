package io.kagami.mirror.filter;

/**
 * Decides which configuration properties of a topic follow to the target, and whose default holds where the source has none set.
 *
 * @param mirrored what {@code config.properties.exclude} leaves, or a class of the user's
 * @param sourceDefaults what {@code use.defaults.from} says, or that class
 */
public record ConfigPropertySelection(NameFilter mirrored, NameFilter sourceDefaults) {

    /** Whether {@code property} is mirrored at all. */
    public boolean selects(String property) {
        return mirrored.accepts(property);
    }

    /** Whether the source's default is written to the target's topic; otherwise the target's own default holds. */
    public boolean copiesSourceDefault(String property) {
        return sourceDefaults.accepts(property);
    }
}
