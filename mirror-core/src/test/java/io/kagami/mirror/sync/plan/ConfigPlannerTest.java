package io.kagami.mirror.sync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.sync.plan.TopicAction.AlterConfigs;
import io.kagami.mirror.sync.plan.TopicAction.ValueChange;
import io.kagami.mirror.sync.plan.TopicConfigs.Origin;
import io.kagami.mirror.sync.plan.TopicConfigs.Setting;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigPlannerTest {

    private final ConfigPlanner planner =
            new ConfigPlanner(property -> !property.equals("min.insync.replicas"), property -> false);

    @Test
    void copiesOverridesAndClusterWideDefaults() {
        WantedConfigs wanted = planner.wanted(new TopicConfigs(Map.of(
                "retention.ms", new Setting("1000", Origin.TOPIC),
                "segment.bytes", new Setting("2000", Origin.CLUSTER))));

        assertThat(wanted.values()).isEqualTo(Map.of("retention.ms", "1000", "segment.bytes", "2000"));
    }

    @Test
    void leavesAPropertyAloneThatABrokerOfTheSourceDecides() {
        TopicConfigs source = new TopicConfigs(Map.of("retention.ms", new Setting("1000", Origin.BROKER)));

        assertThat(planner.plan("t", planner.wanted(source), Map.of("retention.ms", "5000")))
                .isEmpty();
    }

    @Test
    void removesAnOverrideThatTheSourceNoLongerHas() {
        TopicConfigs source = new TopicConfigs(Map.of("retention.ms", new Setting("1000", Origin.BUILT_IN)));

        assertThat(planner.plan("t", planner.wanted(source), Map.of("retention.ms", "5000")))
                .contains(new AlterConfigs("t", Map.of(), Map.of("retention.ms", "5000")));
    }

    @Test
    void writesBuiltInDefaultsWhereTheSourcesAreUsed() {
        ConfigPlanner usingSourceDefaults = new ConfigPlanner(property -> true, property -> true);
        TopicConfigs source = new TopicConfigs(Map.of("retention.ms", new Setting("1000", Origin.BUILT_IN)));

        assertThat(usingSourceDefaults.plan("t", usingSourceDefaults.wanted(source), Map.of()))
                .contains(new AlterConfigs("t", Map.of("retention.ms", new ValueChange(null, "1000")), Map.of()));
    }

    @Test
    void touchesNoExcludedProperty() {
        TopicConfigs set = new TopicConfigs(Map.of("min.insync.replicas", new Setting("2", Origin.TOPIC)));
        TopicConfigs unset = new TopicConfigs(Map.of("min.insync.replicas", new Setting("1", Origin.BUILT_IN)));

        assertThat(planner.plan("t", planner.wanted(set), Map.of())).isEmpty();
        assertThat(planner.plan("t", planner.wanted(unset), Map.of("min.insync.replicas", "3")))
                .isEmpty();
    }

    @Test
    void leavesAPropertyAloneThatTheSourceDoesNotKnow() {
        assertThat(planner.plan("t", planner.wanted(new TopicConfigs(Map.of())), Map.of("new.in.this.version", "x")))
                .isEmpty();
    }

    @Test
    void namesTheValueThatIsReplaced() {
        TopicConfigs source = new TopicConfigs(Map.of("retention.ms", new Setting("1000", Origin.TOPIC)));

        Optional<AlterConfigs> change = planner.plan("t", planner.wanted(source), Map.of("retention.ms", "5000"));

        assertThat(change.orElseThrow().sets().values())
                .singleElement()
                .satisfies(value -> assertThat(value.previous()).contains("5000"));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void thePlanAppliedGivesTheWantedStateAndNothingMoreToDo(long seed) {
        Random random = new Random(seed);
        WantedConfigs wanted = planner.wanted(randomConfigs(random));
        Map<String, String> overrides = new HashMap<>(randomConfigs(random).overrides());

        planner.plan("t", wanted, overrides).ifPresent(action -> apply(action, overrides));

        assertThat(overrides).containsAllEntriesOf(wanted.values());
        assertThat(overrides).doesNotContainKeys(wanted.unset().toArray(String[]::new));
        assertThat(planner.plan("t", wanted, overrides)).isEmpty();
    }

    private static void apply(AlterConfigs action, Map<String, String> overrides) {
        action.sets().forEach((property, change) -> overrides.put(property, change.to()));
        action.removals().forEach((property, value) -> overrides.remove(property, value));
    }

    private static TopicConfigs randomConfigs(Random random) {
        Origin[] origins = Origin.values();
        Map<String, Setting> settings = new HashMap<>();
        for (int i = 0; i < 30; i++) {
            Origin origin = origins[random.nextInt(origins.length)];
            settings.put("p" + random.nextInt(40), new Setting("v" + random.nextInt(3), origin));
        }
        return new TopicConfigs(settings);
    }
}
