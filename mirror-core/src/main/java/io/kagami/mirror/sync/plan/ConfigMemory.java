package io.kagami.mirror.sync.plan;

import io.kagami.mirror.sync.plan.Remark.Drifted;
import io.kagami.mirror.sync.plan.TopicAction.AlterConfigs;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the mirrors' configs were like when they were last looked at. So changes made at the source can be told from changes somebody made at the
 * target, and overrides that came from the source from those of the target's operators. Begins empty: then no difference is anybody's.
 *
 * <p>Threading: one thread.
 */
public final class ConfigMemory {

    private final Map<String, Set<String>> followed = new HashMap<>();
    private final Map<String, WantedConfigs> settled = new HashMap<>();

    /** A mirror was created with these overrides. */
    public void created(String mirror, Set<String> overrides) {
        followed.put(mirror, Set.copyOf(overrides));
    }

    /**
     * Which of a mirror's overrides came from the source, which no longer has them: when the source drops one in favour of its broker's own value, which
     * is not mirrored, the target drops it too, while an override that the target's operator set beside such a broker value stays.
     */
    public Set<String> released(String mirror, WantedConfigs wanted, Map<String, String> overrides) {
        Set<String> released = new HashSet<>(followed.getOrDefault(mirror, Set.of()));
        released.retainAll(overrides.keySet());
        released.removeAll(wanted.values().keySet());
        Set<String> following = new HashSet<>(wanted.values().keySet());
        following.addAll(released);
        followed.put(mirror, following);
        return released;
    }

    /** Takes in what was found, and tells what of the change puts right what somebody did at the target. */
    public Optional<Remark> drift(String mirror, WantedConfigs wanted, Optional<AlterConfigs> change) {
        if (change.isEmpty()) {
            settled.put(mirror, wanted);
            return Optional.empty();
        }
        WantedConfigs before = settled.get(mirror);
        return before == null ? Optional.empty() : drift(before, wanted, change.get());
    }

    /** Only what the source asks as it did when the mirror had it. */
    private static Optional<Remark> drift(WantedConfigs before, WantedConfigs wanted, AlterConfigs change) {
        Map<String, String> found = new HashMap<>();
        Map<String, String> setBack = new HashMap<>();
        change.sets().forEach((property, value) -> {
            if (Objects.equals(before.values().get(property), wanted.values().get(property))) {
                found.put(property, value.previous().orElse(""));
                setBack.put(property, value.to());
            }
        });
        change.removals().forEach((property, value) -> {
            if (before.unset().contains(property)) {
                found.put(property, value);
            }
        });
        return found.isEmpty() ? Optional.empty() : Optional.of(new Drifted(change.topic(), found, setBack));
    }
}
