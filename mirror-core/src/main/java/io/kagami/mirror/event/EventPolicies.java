package io.kagami.mirror.event;

import java.util.Map;

/**
 * What one flow does about each kind of event.
 *
 * @param chosen by the user; the others have their default
 */
public record EventPolicies(Map<EventKind, EventPolicy> chosen) {

    public EventPolicies {
        chosen = Map.copyOf(chosen);
        chosen.forEach((kind, policy) -> {
            if (!kind.allowedPolicies().contains(policy)) {
                throw new IllegalArgumentException(
                        kind.key() + " allows " + kind.allowedPolicies() + ", not " + policy.key());
            }
        });
    }

    public static EventPolicies defaults() {
        return new EventPolicies(Map.of());
    }

    public EventPolicy of(EventKind kind) {
        return chosen.getOrDefault(kind, kind.defaultPolicy());
    }
}
