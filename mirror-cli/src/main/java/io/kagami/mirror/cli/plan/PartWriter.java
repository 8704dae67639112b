package io.kagami.mirror.cli.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Collects what is found about one part of a plan.
 *
 * <p>Threading: one thread.
 */
final class PartWriter {

    private final String name;
    private final List<Change> changes = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    PartWriter(String name) {
        this.name = name;
    }

    void change(Change change) {
        changes.add(change);
    }

    void changes(Collection<Change> more) {
        changes.addAll(more);
    }

    void remarks(Collection<String> more) {
        remarks.addAll(more);
    }

    void problem(String problem) {
        problems.add(problem);
    }

    void problems(Collection<String> more) {
        problems.addAll(more);
    }

    PlanPart part() {
        return new PlanPart(name, changes, remarks, problems);
    }
}
