package io.kagami.mirror.config;

import io.kagami.mirror.config.foreign.ForeignKey;
import io.kagami.mirror.config.foreign.ForeignKeys;
import io.kagami.mirror.config.keys.Closest;
import io.kagami.mirror.config.keys.KnownKeys;
import io.kagami.mirror.config.keys.PlacedKey;
import io.kagami.mirror.config.keys.Scope;
import io.kagami.mirror.config.keys.WorkerKeys;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Looks at the settings of a file one by one: is the key known where it stands, and is the value one it allows?
 *
 * @param aliases the clusters of the file
 * @param flows every {@code A->B} of them
 */
record KeyChecks(List<String> aliases, List<String> flows) {

    private static final String WITHOUT_EFFECT = "has no effect ";
    private static final String LEAVE_OUT = "leave it out";

    Stream<ConfigProblem> problems(String key, String value) {
        PlacedKey placed = PlacedKey.of(key, flows, aliases);
        if (namesConnectOfMirrorMaker(placed)) {
            return Stream.of(notOurs(placed, value));
        }
        Optional<ConfigProblem> problem = placed.isKnown() || KnownKeys.knows(Scope.TOP_LEVEL, key)
                ? wrongValue(placed, value)
                : Optional.of(unknown(placed));
        return problem.or(() -> comment(key, value)).stream();
    }

    private static boolean namesConnectOfMirrorMaker(PlacedKey placed) {
        return WorkerKeys.CONNECT_CLUSTER.contains(placed.name())
                && (placed.scope() == Scope.TOP_LEVEL || placed.scope() == Scope.CLUSTER);
    }

    private static ConfigProblem notOurs(PlacedKey placed, String value) {
        return ConfigProblem.warning(
                        placed.written(), "taken for what MirrorMaker 2's Connect uses, from which ours is kept apart")
                .withValue(value)
                .withRemedy("to name ours, write " + WorkerKeys.OURS + placed.name() + " or <alias>." + WorkerKeys.OURS
                        + placed.name());
    }

    private static Optional<ConfigProblem> wrongValue(PlacedKey placed, String value) {
        return placed.definition()
                .filter(definition -> definition.type != ConfigDef.Type.CLASS)
                .filter(definition -> definition.type != ConfigDef.Type.PASSWORD)
                .filter(definition -> !definition.name.equals("bootstrap.servers"))
                .flatMap(definition -> ValueCheck.problem(placed.written(), definition, value));
    }

    private static Optional<ConfigProblem> comment(String key, String value) {
        return TrailingComment.in(value)
                .map(comment -> ConfigProblem.warning(key, "is this a comment? It" + TrailingComment.EXPLANATION)
                        .withValue(value));
    }

    private ConfigProblem unknown(PlacedKey placed) {
        String key = placed.written();
        if (KnownKeys.REMOVED.containsKey(placed.name())) {
            String now = KnownKeys.REMOVED.getOrDefault(placed.name(), "");
            return ConfigProblem.warning(key, WITHOUT_EFFECT + "any more: MirrorMaker 2 has removed it")
                    .withRemedy(now.isEmpty() ? LEAVE_OUT : "write " + placed.prefix() + now);
        }
        Optional<ForeignKey> foreign = ForeignKeys.recognise(placed.name());
        if (foreign.isPresent()) {
            return ConfigProblem.unknownKey(key, "a key of " + foreign.get().tool() + ", has no effect here")
                    .withRemedy(foreign.get().remedy());
        }
        Optional<String> elsewhere = elsewhere(placed);
        if (elsewhere.isPresent()) {
            return ConfigProblem.unknownKey(key, WITHOUT_EFFECT + placed.scope().words())
                    .withRemedy("write " + elsewhere.get());
        }
        Optional<String> alias = unknownAlias(placed);
        if (alias.isPresent()) {
            return ConfigProblem.unknownKey(key, "'" + alias.get() + "' is not one of the clusters " + aliases)
                    .withRemedy("add it there, or leave this out")
                    .withSuggestion(otherAlias(placed));
        }
        return ConfigProblem.unknownKey(
                        key, "unknown, " + WITHOUT_EFFECT + placed.scope().words())
                .withSuggestion(placed.closest().or(() -> otherAlias(placed)));
    }

    /** What stands before a key that is some cluster's. */
    private static Optional<String> unknownAlias(PlacedKey placed) {
        int dot = placed.name().indexOf('.');
        return placed.scope() == Scope.TOP_LEVEL && dot > 0
                ? Optional.of(placed.name().substring(0, dot))
                        .filter(alias -> PlacedKey.of(placed.name(), List.of(), List.of(alias))
                                .isKnown())
                : Optional.empty();
    }

    /** Where the name would mean something. */
    private static Optional<String> elsewhere(PlacedKey placed) {
        String name = placed.name();
        return switch (placed.scope()) {
            case TOP_LEVEL -> asCluster(name).map(inCluster -> "<alias>." + inCluster);
            case CLUSTER -> asTopLevel(name).or(() -> asClient(name).map(role -> placed.prefix() + role + name));
            case FLOW ->
                asCluster(name)
                        .map(inCluster -> "<alias>." + inCluster)
                        .or(() -> asClient(name).map(role -> placed.prefix() + "source." + role + name));
            case CONSUMER, PRODUCER, ADMIN -> Optional.empty();
        };
    }

    private static Optional<String> asTopLevel(String name) {
        return KnownKeys.knows(Scope.FLOW, name) ? Optional.of("A->B." + name + " or " + name) : Optional.empty();
    }

    private static Optional<String> asCluster(String name) {
        PlacedKey inCluster = PlacedKey.of("alias." + name, List.of(), List.of("alias"));
        return inCluster.isKnown() ? Optional.of(name) : Optional.empty();
    }

    private static Optional<String> asClient(String name) {
        return Stream.of("consumer.", "producer.", "admin.")
                .filter(role -> asCluster(role + name).isPresent())
                .findFirst();
    }

    /** {@code primry.bootstrap.servers}: the key is right, the alias is not. */
    private Optional<String> otherAlias(PlacedKey placed) {
        int dot = placed.name().indexOf('.');
        if (placed.scope() != Scope.TOP_LEVEL || dot < 1) {
            return Optional.empty();
        }
        String rest = placed.name().substring(dot);
        return Closest.to(placed.name().substring(0, dot), aliases)
                .filter(alias -> PlacedKey.of(alias + rest, flows, aliases).isKnown())
                .map(alias -> alias + rest);
    }
}
