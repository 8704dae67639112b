package io.kagami.mirror.sync.refusal;

import io.kagami.mirror.sync.plan.Remark;
import io.kagami.mirror.sync.plan.Remark.ConfigRefused;
import io.kagami.mirror.sync.plan.TopicAction;
import io.kagami.mirror.sync.plan.TopicAction.AlterConfigs;
import io.kagami.mirror.sync.plan.TopicAction.CreateTopic;
import io.kagami.mirror.sync.plan.WantedConfigs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/**
 * The overrides that the target does not take, by mirror: properties its Kafka does not know, and values it does not allow. A mirror goes without
 * them; they are tried again every ten minutes, as the target may have become another version.
 *
 * <p>Threading: one thread; learning blocks up to the client's {@code default.api.timeout.ms}.
 */
public final class RefusedConfigs {

    private static final Duration TRIED_AGAIN_AFTER = Duration.ofMinutes(10);

    private record Refusal(String value, String words, Instant triedAgainAt) {}

    private final ConfigTrial trial;
    private final Clock clock;
    private final Map<String, Map<String, Refusal>> byMirror = new HashMap<>();
    /** What was refused though no override was, by itself; the topic's failure then stands. */
    private final Map<String, TopicAction> inseparable = new HashMap<>();

    public RefusedConfigs(Admin target, Clock clock) {
        this(new KafkaConfigTrial(target), clock);
    }

    RefusedConfigs(ConfigTrial trial, Clock clock) {
        this.trial = trial;
        this.clock = clock;
    }

    /** The mirror with what the target may take. */
    public CreateTopic possible(CreateTopic action) {
        return action.without(refused(action.topic(), action.configs()));
    }

    /** The change with what the target may take; empty if nothing is left of it. */
    public Optional<AlterConfigs> possible(AlterConfigs action) {
        return action.without(refused(action.topic(), values(action)));
    }

    /** What the target may take of what is wanted. */
    public WantedConfigs possible(String mirror, WantedConfigs wanted) {
        return wanted.without(refused(mirror, wanted.values()));
    }

    private Set<String> refused(String mirror, Map<String, String> wanted) {
        Instant now = clock.instant();
        return byMirror.getOrDefault(mirror, Map.of()).entrySet().stream()
                .filter(entry -> Objects.equals(wanted.get(entry.getKey()), entry.getValue().value))
                .filter(entry -> now.isBefore(entry.getValue().triedAgainAt))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** What is to be said of a mirror that was just looked at, one remark for each property; forgets what no longer holds. */
    public List<Remark> remarks(String mirror, WantedConfigs wanted, Map<String, String> overrides) {
        Map<String, Refusal> refused = byMirror.get(mirror);
        if (refused == null) {
            return List.of();
        }
        BiPredicate<String, Refusal> holds = (property, refusal) ->
                refusal.value.equals(wanted.values().get(property)) && !refusal.value.equals(overrides.get(property));
        refused.entrySet().removeIf(entry -> !holds.test(entry.getKey(), entry.getValue()));
        return refused.entrySet().stream()
                .map(entry -> (Remark)
                        new ConfigRefused(mirror, entry.getKey(), entry.getValue().value, entry.getValue().words))
                .toList();
    }

    /**
     * Finds what of a refused action's configs the target does not take.
     *
     * @return false if none of them is to blame by itself
     */
    public boolean learn(CreateTopic action) throws InterruptedException {
        return !isInseparable(action) && note(action, action.configs(), trial.refused(action));
    }

    /** The same for a topic that is there. */
    public boolean learn(AlterConfigs action) throws InterruptedException {
        return !isInseparable(action) && note(action, values(action), trial.refused(action));
    }

    private static Map<String, String> values(AlterConfigs action) {
        Map<String, String> values = new HashMap<>();
        action.sets().forEach((property, change) -> values.put(property, change.to()));
        return values;
    }

    private boolean isInseparable(TopicAction action) {
        return action.equals(inseparable.get(action.topic()));
    }

    private boolean note(TopicAction action, Map<String, String> values, Map<String, String> refused) {
        if (refused.isEmpty()) {
            inseparable.put(action.topic(), action);
            return false;
        }
        inseparable.remove(action.topic());
        Instant again = clock.instant().plus(TRIED_AGAIN_AFTER);
        Map<String, Refusal> known = byMirror.computeIfAbsent(action.topic(), topic -> new TreeMap<>());
        refused.forEach(
                (property, words) -> known.put(property, new Refusal(values.getOrDefault(property, ""), words, again)));
        return true;
    }
}
