package io.kagami.mirror.cli.plan;

import java.util.List;

/**
 * What a start would change for one flow, or for the worker of one target.
 *
 * @param name {@code A->B}, or {@code worker of B}
 * @param remarks what stays as it is though one might expect otherwise
 * @param problems what could not be found out, so that changes may be missing
 */
record PlanPart(String name, List<Change> changes, List<String> remarks, List<String> problems) {

    PlanPart {
        changes = List.copyOf(changes);
        remarks = List.copyOf(remarks);
        problems = List.copyOf(problems);
    }

    boolean saysNothing() {
        return changes.isEmpty() && remarks.isEmpty() && problems.isEmpty();
    }
}
