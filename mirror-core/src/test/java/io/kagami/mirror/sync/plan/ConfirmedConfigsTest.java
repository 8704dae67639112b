package io.kagami.mirror.sync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class ConfirmedConfigsTest {

    private static final WantedConfigs COMPACTED = new WantedConfigs(Map.of("cleanup.policy", "compact"), Set.of());
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final WantedConfigs DELETED = new WantedConfigs(Map.of("cleanup.policy", "delete"), Set.of());

    private final ConfirmedConfigs configs = new ConfirmedConfigs();
    private long nowNanos = 17;

    @Test
    void looksAtAllTopicsInEachRoundWhereThereAreFew() {
        List<MirroredTopic> topics = topics(100);

        round(topics, wanted(topics));

        assertThat(round(topics, wanted(topics))).hasSize(100);
    }

    @Test
    void looksAtEachOfManyTopicsWithinAMinute() {
        List<MirroredTopic> topics = topics(3_000);
        assertThat(round(topics, wanted(topics))).hasSize(3_000);

        Set<MirroredTopic> looked = new HashSet<>();
        for (int round = 0; round < 12; round++) {
            List<MirroredTopic> due = round(topics, wanted(topics));
            assertThat(due).hasSizeBetween(250, 251);
            looked.addAll(due);
        }

        assertThat(looked).hasSize(3_000);
    }

    @Test
    void looksAtEachOfManyTopicsWithinAMinuteThoughRoundsTakeLong() {
        List<MirroredTopic> topics = topics(3_000);
        round(topics, wanted(topics));

        Set<MirroredTopic> looked = new HashSet<>();
        for (int round = 0; round < 3; round++) {
            looked.addAll(round(topics, wanted(topics), Duration.ofSeconds(20)));
        }

        assertThat(looked).hasSize(3_000);
    }

    @Test
    void looksAtAllTopicsInEachRoundWhereRoundsAreAMinuteApart() {
        List<MirroredTopic> topics = topics(3_000);
        round(topics, wanted(topics));

        assertThat(round(topics, wanted(topics), Duration.ofMinutes(1))).hasSize(3_000);
        assertThat(round(topics, wanted(topics), Duration.ofDays(1_000))).hasSize(3_000);
    }

    @Test
    void looksAtOnceWhereTheSourceAsksForSomethingElseOrTheMirrorIsAnotherTopic() {
        List<MirroredTopic> topics = new ArrayList<>(topics(1_000));
        round(topics, wanted(topics));
        List<MirroredTopic> turn = round(topics, wanted(topics));
        Map<String, WantedConfigs> changed = new HashMap<>(wanted(topics));
        changed.put("topic-0500", DELETED);
        MirroredTopic again = topic(600);
        topics.set(600, again);

        List<MirroredTopic> due = configs.due(topics, changed, later(INTERVAL));

        assertThat(due).hasSize(turn.size() + 2).contains(topics.get(500), again);
    }

    @Test
    void looksAgainAtWhatWasToBeChanged() {
        List<MirroredTopic> topics = topics(1_000);
        round(topics, wanted(topics));

        configs.doubt(topics.get(700));

        assertThat(configs.due(topics, wanted(topics), later(INTERVAL))).contains(topics.get(700));
    }

    @Test
    void leavesOutTopicsWhoseSourceCouldNotBeRead() {
        List<MirroredTopic> topics = topics(2);

        assertThat(configs.due(topics, Map.of("topic-0001", COMPACTED), later(INTERVAL)))
                .containsExactly(topics.get(1));
    }

    /** Looks at what is due and finds it as wanted. */
    private List<MirroredTopic> round(List<MirroredTopic> topics, Map<String, WantedConfigs> wanted) {
        return round(topics, wanted, INTERVAL);
    }

    private List<MirroredTopic> round(
            List<MirroredTopic> topics, Map<String, WantedConfigs> wanted, Duration sinceTheLast) {
        List<MirroredTopic> due = configs.due(topics, wanted, later(sinceTheLast));
        due.forEach(topic ->
                configs.confirm(topic, wanted.getOrDefault(topic.source().name(), DELETED)));
        return due;
    }

    private long later(Duration passed) {
        nowNanos += passed.toNanos();
        return nowNanos;
    }

    private static List<MirroredTopic> topics(int count) {
        return IntStream.range(0, count).mapToObj(ConfirmedConfigsTest::topic).toList();
    }

    private static MirroredTopic topic(int number) {
        String name = "topic-%04d".formatted(number);
        return new MirroredTopic(
                new TopicState(name, Uuid.randomUuid(), 10, 1),
                "A." + name,
                new TopicState("A." + name, Uuid.randomUuid(), 10, 1));
    }

    private static Map<String, WantedConfigs> wanted(List<MirroredTopic> topics) {
        Map<String, WantedConfigs> wanted = new HashMap<>();
        topics.forEach(topic -> wanted.put(topic.source().name(), COMPACTED));
        return wanted;
    }
}
