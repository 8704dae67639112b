package io.kagami.mirror.cli.plan;

import io.kagami.mirror.checkpoint.position.PositionPlan;
import io.kagami.mirror.checkpoint.position.PositionPlan.Move;
import io.kagami.mirror.cli.plan.Change.Action;
import io.kagami.mirror.cli.plan.Change.Kind;
import io.kagami.mirror.cli.plan.Change.Value;
import io.kagami.mirror.topology.Flow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * The plan of group positions in the words of the command.
 *
 * @param flow whose groups
 * @param missingTopics of the target, which are to be created
 */
record GroupChanges(Flow flow, Set<String> missingTopics) {

    private static final String WHEN_COPIED = "its place, when copied";

    List<Change> of(PositionPlan plan) {
        Map<String, Change> changes = new TreeMap<>();
        Set<String> groups = new TreeSet<>(plan.commits().keySet());
        groups.addAll(plan.waiting().keySet());
        for (String group : groups) {
            Map<String, Value> values = new LinkedHashMap<>();
            List<Move> moves = plan.commits().getOrDefault(group, List.of());
            moves.forEach(move -> values.put(move.partition().toString(), value(move)));
            toCome(plan.waiting().getOrDefault(group, Set.of()))
                    .forEach(partition -> values.put(partition.toString(), Value.added(WHEN_COPIED)));
            if (!values.isEmpty()) {
                boolean hasSome = moves.stream().anyMatch(move -> move.from().isPresent());
                changes.put(
                        group,
                        new Change(
                                hasSome ? Action.ALTER : Action.CREATE,
                                Kind.GROUP,
                                group,
                                plan.way().to(flow),
                                values));
            }
        }
        return List.copyOf(changes.values());
    }

    /** A partition whose copy is there may be empty for ever, and nothing about it changes by a start. */
    private List<TopicPartition> toCome(Set<TopicPartition> waiting) {
        return waiting.stream()
                .filter(partition -> missingTopics.contains(partition.topic()))
                .sorted(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition))
                .toList();
    }

    List<String> problems(PositionPlan plan) {
        List<String> problems = new ArrayList<>();
        plan.unread()
                .forEach((group, reason) ->
                        problems.add("cannot read positions of group %s: %s".formatted(group, reason)));
        return problems;
    }

    private static Value value(Move move) {
        String from = move.from().isPresent() ? Long.toString(move.from().getAsLong()) : null;
        return new Value(from, Long.toString(move.to()));
    }
}
