package io.kagami.mirror.cli.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kagami.mirror.cli.plan.Change.Action;

/** A plan for programs. */
final class PlanJson {

    private PlanJson() {}

    static String of(MirrorPlan plan) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("file", plan.file());
        root.put("changed", plan.hasChanges());
        root.put("complete", plan.isComplete());
        for (Action action : Action.values()) {
            root.put(action.key(), plan.count(action));
        }
        ArrayNode parts = root.putArray("parts");
        plan.parts().forEach(part -> write(part, parts.addObject()));
        return root.toPrettyString() + '\n';
    }

    private static void write(PlanPart part, ObjectNode into) {
        into.put("name", part.name());
        ArrayNode changes = into.putArray("changes");
        part.changes().forEach(change -> write(change, changes.addObject()));
        part.remarks().forEach(into.putArray("remarks")::add);
        part.problems().forEach(into.putArray("problems")::add);
    }

    private static void write(Change change, ObjectNode into) {
        into.put("action", change.action().key());
        into.put("kind", change.kind().key());
        into.put("name", change.name());
        into.put("cluster", change.cluster().name());
        ObjectNode values = into.putObject("values");
        change.values()
                .forEach((name, value) ->
                        values.putObject(name).put("from", value.from()).put("to", value.to()));
    }
}
