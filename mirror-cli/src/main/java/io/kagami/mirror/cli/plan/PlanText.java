package io.kagami.mirror.cli.plan;

import io.kagami.mirror.cli.plan.Change.Action;
import io.kagami.mirror.cli.plan.Change.Value;

/** A plan for people: {@code +} is created, {@code ~} altered, {@code -} deleted, {@code !} stays, {@code ?} could not be found out. */
final class PlanText {

    private static final String NONE = "(none)";

    private final StringBuilder text = new StringBuilder();

    private PlanText() {}

    static String of(MirrorPlan plan) {
        PlanText made = new PlanText();
        plan.parts().stream().filter(part -> !part.saysNothing()).forEach(made::part);
        made.summary(plan);
        return made.text.toString();
    }

    private void part(PlanPart part) {
        line("", part.name());
        part.changes().forEach(this::change);
        part.remarks().forEach(remark -> line("  ! ", remark));
        part.problems().forEach(problem -> line("  ? ", problem));
        text.append('\n');
    }

    private void change(Change change) {
        line(
                "  " + change.action().sign() + ' ',
                change.kind().text() + ' ' + change.name() + " on " + change.cluster());
        change.values().forEach((name, value) -> line("      ", name + " = " + shown(value, change.action())));
    }

    private static String shown(Value value, Action action) {
        String to = value.to() == null ? NONE : value.to();
        return action == Action.ALTER ? (value.from() == null ? NONE : value.from()) + " -> " + to : to;
    }

    private void summary(MirrorPlan plan) {
        if (!plan.hasChanges()) {
            line("", plan.isComplete() ? "No change." : "No change, as far as could be found out.");
            return;
        }
        line(
                "",
                "%d to create, %d to alter, %d to delete%s. Nothing was written."
                        .formatted(
                                plan.count(Action.CREATE),
                                plan.count(Action.ALTER),
                                plan.count(Action.DELETE),
                                plan.isComplete() ? "" : ", as far as could be found out"));
    }

    private void line(String before, String content) {
        text.append(before).append(content).append('\n');
    }
}
