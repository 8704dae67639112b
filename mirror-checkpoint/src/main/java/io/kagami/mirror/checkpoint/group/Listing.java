package io.kagami.mirror.checkpoint.group;

import java.util.Map;
import java.util.Optional;

/**
 * The groups of a cluster.
 *
 * @param groups by id, of whatever kind
 * @param incomplete why some may be missing: a broker that has not answered; empty if all have
 */
public record Listing(Map<String, ListedGroup> groups, Optional<Throwable> incomplete) {

    public Listing {
        groups = Map.copyOf(groups);
    }
}
