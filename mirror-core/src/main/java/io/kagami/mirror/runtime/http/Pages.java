package io.kagami.mirror.runtime.http;

import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The pages of a server by their paths. They can be added at any time.
 *
 * <p>Threading: thread-safe.
 */
public final class Pages {

    private final Map<String, Page> byPath = new ConcurrentHashMap<>();

    /** Shows a page at a path such as {@code /metrics}, in place of what was there. */
    public Pages add(String path, Page page) {
        if (!path.startsWith("/") || path.endsWith("/")) {
            throw new IllegalArgumentException("a path begins with a slash and does not end with one: " + path);
        }
        byPath.put(path, page);
        return this;
    }

    /** Shows what is asked for the body each time, which is always found. */
    public Pages add(String path, String contentType, Supplier<String> body) {
        return add(path, () -> new Answer(200, contentType, body.get()));
    }

    Optional<Page> at(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    SortedSet<String> paths() {
        return new TreeSet<>(byPath.keySet());
    }
}
