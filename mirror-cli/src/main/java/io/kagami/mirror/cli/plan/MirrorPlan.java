package io.kagami.mirror.cli.plan;

import java.util.List;

/**
 * What a start would change.
 *
 * @param file the configuration file, as the user named it
 */
record MirrorPlan(String file, List<PlanPart> parts) {

    MirrorPlan {
        parts = List.copyOf(parts);
    }

    boolean hasChanges() {
        return parts.stream().anyMatch(part -> !part.changes().isEmpty());
    }

    /** Whether everything could be found out. */
    boolean isComplete() {
        return parts.stream().allMatch(part -> part.problems().isEmpty());
    }

    long count(Change.Action action) {
        return parts.stream()
                .flatMap(part -> part.changes().stream())
                .filter(change -> change.action() == action)
                .count();
    }
}
