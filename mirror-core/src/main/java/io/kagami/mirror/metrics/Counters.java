package io.kagami.mirror.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * A count for each of some kinds.
 *
 * <p>Adding allocates nothing.
 *
 * <p>Threading: thread-safe.
 */
final class Counters<E extends Enum<E>> {

    private final Map<E, LongAdder> byKind;

    Counters(Class<E> kinds) {
        byKind = new EnumMap<>(kinds);
        for (E kind : kinds.getEnumConstants()) {
            byKind.put(kind, new LongAdder());
        }
    }

    void add(E kind, long amount) {
        of(kind).add(amount);
    }

    long sum(E kind) {
        return of(kind).sum();
    }

    private LongAdder of(E kind) {
        return Objects.requireNonNull(byKind.get(kind));
    }
}
