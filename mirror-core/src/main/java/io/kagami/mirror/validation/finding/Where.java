package io.kagami.mirror.validation.finding;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where something was found: at a key of the file, at a cluster or flow, or both.
 *
 * @param key as the file has it, or as it would be written
 * @param value as it may be shown
 * @param line of the file, from 1; null if the key is not in it
 * @param place a cluster's alias, or a flow as {@code A->B}
 */
public record Where(
        @Nullable String key,
        @Nullable String value,
        @Nullable Integer line,
        @Nullable String place) {

    /** A cluster or flow. */
    public static Where of(Object place) {
        return new Where(null, null, null, place.toString());
    }

    /** The same key, for the sake of a cluster or flow. */
    public Where about(Object where) {
        return new Where(key, value, line, where.toString());
    }

    public Optional<String> keyIfAny() {
        return Optional.ofNullable(key);
    }
}
