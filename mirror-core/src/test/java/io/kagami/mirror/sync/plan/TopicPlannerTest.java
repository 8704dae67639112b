package io.kagami.mirror.sync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.sync.plan.Remark.TargetAhead;
import io.kagami.mirror.sync.plan.TopicAction.AddPartitions;
import io.kagami.mirror.sync.plan.TopicAction.CreateTopic;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicPlannerTest {

    private static final WantedConfigs COMPACTED = new WantedConfigs(Map.of("cleanup.policy", "compact"), Set.of());

    private final TopicPlanner planner = new TopicPlanner((short) 3);

    @Test
    void createsAMissingTopicWithItsConfigs() {
        TopicPlan plan = planner.plan(List.of(missing("orders", 4)), Map.of("orders", COMPACTED));

        assertThat(plan.creations())
                .containsExactly(new CreateTopic("A.orders", 4, (short) 3, Map.of("cleanup.policy", "compact")));
        assertThat(plan.growth()).isEmpty();
    }

    @Test
    void createsNoTopicWhoseConfigsAreUnknown() {
        TopicPlan plan = planner.plan(List.of(missing("orders", 4)), Map.of());

        assertThat(plan).isEqualTo(new TopicPlan(List.of(), List.of(), List.of()));
    }

    @Test
    void addsThePartitionsThatTheSourceGained() {
        TopicPlan plan = planner.plan(List.of(mirrored("orders", 6, 4)), Map.of());

        assertThat(plan.growth()).containsExactly(new AddPartitions("A.orders", 4, 6));
    }

    @Test
    void leavesAMirrorThatHasMorePartitionsAndSaysSo() {
        TopicPlan plan = planner.plan(List.of(mirrored("orders", 4, 6)), Map.of());

        assertThat(plan.growth()).isEmpty();
        assertThat(plan.remarks()).containsExactly(new TargetAhead("orders", 4, "A.orders", 6));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void thePlanAppliedGivesTheWantedStateAndNothingMoreToDo(long seed) {
        Random random = new Random(seed);
        Map<String, Integer> source = topics(random);
        Map<String, Integer> target = topics(random);

        apply(planner.plan(pairs(source, target), configs(source)), target);

        source.forEach((name, partitions) -> assertThat(target.get(name)).isGreaterThanOrEqualTo(partitions));
        TopicPlan second = planner.plan(pairs(source, target), configs(source));
        assertThat(second.creations()).isEmpty();
        assertThat(second.growth()).isEmpty();
    }

    private static void apply(TopicPlan plan, Map<String, Integer> target) {
        plan.creations().forEach(action -> target.put(action.topic().substring(2), action.partitions()));
        plan.growth().forEach(action -> target.put(action.topic().substring(2), action.to()));
    }

    private static Map<String, Integer> topics(Random random) {
        Map<String, Integer> topics = new TreeMap<>();
        IntStream.range(0, 50).forEach(i -> topics.put("t" + random.nextInt(80), 1 + random.nextInt(9)));
        return topics;
    }

    private static List<MirroredTopic> pairs(Map<String, Integer> source, Map<String, Integer> target) {
        return source.entrySet().stream()
                .map(entry -> target.containsKey(entry.getKey())
                        ? mirrored(entry.getKey(), entry.getValue(), target.get(entry.getKey()))
                        : missing(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Map<String, WantedConfigs> configs(Map<String, Integer> topics) {
        Map<String, WantedConfigs> configs = new TreeMap<>();
        topics.keySet().forEach(name -> configs.put(name, COMPACTED));
        return configs;
    }

    private static MirroredTopic missing(String name, int partitions) {
        return new MirroredTopic(new TopicState(name, Uuid.ZERO_UUID, partitions, 1), "A." + name, null);
    }

    private static MirroredTopic mirrored(String name, int sourcePartitions, int targetPartitions) {
        return new MirroredTopic(
                new TopicState(name, Uuid.ZERO_UUID, sourcePartitions, 1),
                "A." + name,
                new TopicState("A." + name, Uuid.ZERO_UUID, targetPartitions, 1));
    }
}
