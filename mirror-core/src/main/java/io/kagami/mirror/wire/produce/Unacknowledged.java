package io.kagami.mirror.wire.produce;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one partition that have their sequence numbers and are not acknowledged, in order.
 *
 * <p>Threading: the producer's thread.
 */
final class Unacknowledged {

    private final Deque<Attempt> attempts = new ArrayDeque<>();

    boolean isEmpty() {
        return attempts.isEmpty();
    }

    int size() {
        return attempts.size();
    }

    @Nullable
    Attempt peek() {
        return attempts.peek();
    }

    void add(Attempt attempt) {
        attempts.add(attempt);
    }

    void remove() {
        attempts.remove();
    }

    void clear() {
        attempts.clear();
    }

    void forEach(Consumer<Attempt> action) {
        attempts.forEach(action);
    }

    /** The first that waits to be sent, perhaps once more. */
    @Nullable
    Attempt firstReady() {
        for (Attempt attempt : attempts) {
            if (attempt.isReady()) {
                return attempt;
            }
        }
        return null;
    }

    boolean anySent() {
        for (Attempt attempt : attempts) {
            if (attempt.isSent()) {
                return true;
            }
        }
        return false;
    }

    /** Puts the parts of a batch in its place. */
    void replace(Attempt whole, List<Attempt> parts) {
        List<Attempt> before = List.copyOf(attempts);
        attempts.clear();
        for (Attempt next : before) {
            attempts.addAll(next == whole ? parts : List.of(next));
        }
    }
}
