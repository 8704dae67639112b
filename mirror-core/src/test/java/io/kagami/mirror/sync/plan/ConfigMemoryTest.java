package io.kagami.mirror.sync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.sync.plan.Remark.Drifted;
import io.kagami.mirror.sync.plan.TopicAction.AlterConfigs;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigMemoryTest {

    private static final WantedConfigs WANTED = new WantedConfigs(Map.of("retention.ms", "1000"), Set.of("segment.ms"));

    private final ConfigPlanner planner = new ConfigPlanner(property -> true, property -> false);
    private final ConfigMemory memory = new ConfigMemory();

    @Test
    void aDifferenceAtTheFirstLookIsNobodys() {
        assertThat(look(WANTED, Map.of("retention.ms", "2000"))).isEmpty();
    }

    @Test
    void aDifferenceThatTheSourceMadeIsNoDrift() {
        assertThat(look(WANTED, Map.of("retention.ms", "1000"))).isEmpty();

        WantedConfigs changed = new WantedConfigs(Map.of("retention.ms", "5000"), Set.of("segment.ms"));
        assertThat(look(changed, Map.of("retention.ms", "1000"))).isEmpty();
        assertThat(look(changed, Map.of("retention.ms", "5000"))).isEmpty();
    }

    @Test
    void aDifferenceThatTheSourceDidNotMakeIsSomebodys() {
        assertThat(look(WANTED, Map.of("retention.ms", "1000"))).isEmpty();

        assertThat(look(WANTED, Map.of("retention.ms", "2000", "segment.ms", "7")))
                .contains(new Drifted(
                        "A.t", Map.of("retention.ms", "2000", "segment.ms", "7"), Map.of("retention.ms", "1000")));
        assertThat(look(WANTED, Map.of()))
                .contains(new Drifted("A.t", Map.of("retention.ms", ""), Map.of("retention.ms", "1000")));
    }

    @Test
    void onlyTheirPropertiesAreSomebodys() {
        assertThat(look(WANTED, Map.of("retention.ms", "1000"))).isEmpty();

        WantedConfigs changed = new WantedConfigs(Map.of("retention.ms", "5000"), Set.of("segment.ms"));
        assertThat(look(changed, Map.of("retention.ms", "1000", "segment.ms", "7")))
                .contains(new Drifted("A.t", Map.of("segment.ms", "7"), Map.of()));
    }

    @Test
    void anOverrideTheSourceDroppedIsReleasedAndOneOfTheTargetsOwnIsNot() {
        memory.created("A.t", Set.of("retention.ms"));
        WantedConfigs none = new WantedConfigs(Map.of(), Set.of());

        assertThat(memory.released("A.t", none, Map.of("retention.ms", "1000", "segment.ms", "7")))
                .containsExactly("retention.ms");
    }

    private Optional<Remark> look(WantedConfigs wanted, Map<String, String> overrides) {
        Optional<AlterConfigs> change = planner.plan("A.t", wanted, overrides);
        return memory.drift("A.t", wanted, change);
    }
}
