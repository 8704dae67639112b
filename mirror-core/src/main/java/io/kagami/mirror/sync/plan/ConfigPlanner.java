package io.kagami.mirror.sync.plan;

import io.kagami.mirror.sync.plan.TopicAction.AlterConfigs;
import io.kagami.mirror.sync.plan.TopicAction.ValueChange;
import io.kagami.mirror.sync.plan.TopicConfigs.Origin;
import io.kagami.mirror.sync.plan.TopicConfigs.Setting;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which overrides a mirrored topic must have, and which changes give it those.
 *
 * <p>As in MirrorMaker 2: overrides and cluster-wide defaults of the source are copied, one broker's own values are not, and a built-in default
 * removes the override at the target, or is written there as a value where {@code useSourceDefault} says so.
 *
 * <p>Threading: immutable.
 *
 * @param mirrored whether a property is mirrored at all, see {@code config.properties.exclude}
 * @param useSourceDefault whether a built-in default of the source is written, see {@code use.defaults.from}
 */
public record ConfigPlanner(Predicate<String> mirrored, Predicate<String> useSourceDefault) {

    /** What {@code source} asks of its mirror. */
    public WantedConfigs wanted(TopicConfigs source) {
        Map<String, String> values = new HashMap<>();
        Set<String> unset = new HashSet<>();
        source.settings().forEach((property, setting) -> {
            if (!mirrored.test(property)) {
                return;
            }
            if (isCopied(property, setting)) {
                values.put(property, setting.value());
            } else if (setting.origin() == Origin.BUILT_IN) {
                unset.add(property);
            }
        });
        return new WantedConfigs(values, unset);
    }

    private boolean isCopied(String property, Setting setting) {
        return switch (setting.origin()) {
            case TOPIC, CLUSTER -> true;
            case BROKER -> false;
            case BUILT_IN -> useSourceDefault.test(property);
        };
    }

    /** The change that takes {@code topic} from its actual overrides to the wanted ones; empty when it has them. */
    public Optional<AlterConfigs> plan(String topic, WantedConfigs wanted, Map<String, String> actualOverrides) {
        Map<String, ValueChange> sets = new HashMap<>();
        wanted.values().forEach((property, value) -> {
            String actual = actualOverrides.get(property);
            if (!value.equals(actual)) {
                sets.put(property, new ValueChange(actual, value));
            }
        });
        Map<String, String> removals = new HashMap<>(actualOverrides);
        removals.keySet().retainAll(wanted.unset());
        return sets.isEmpty() && removals.isEmpty()
                ? Optional.empty()
                : Optional.of(new AlterConfigs(topic, sets, removals));
    }
}
