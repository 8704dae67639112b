package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With which record a flow begins. Partition 1 of each topic is empty at first. */
class StartFromIT extends TwoClusters {

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A->B.start.from", "A->B.consumer.auto.offset.reset"})
    void latestLeavesOutWhatWasThereBeforeAndNothingElse(String key) throws Exception {
        String topic = "latest-" + key.length();
        Map<String, String> settings = Map.of(key, "latest", "A->B.topics", topic + ".*", "tasks.max", "2");
        a.createTopic(topic, 3);
        source(topic, 0).write(Lines.numbers(0, 10));
        source(topic, 2).write(Lines.numbers(0, 5));
        try (RunningFlow flow = new RunningFlow(a, b, settings)) {
            awaitEnds(b, topic);
            source(topic, 0).write(Lines.numbers(10, 12));
            source(topic, 1).write(Lines.numbers(0, 2));
            assertThat(copy(topic, 0).await(2)).isEqualTo(Lines.numbers(10, 12));
            assertThat(copy(topic, 1).await(2)).isEqualTo(Lines.numbers(0, 2));

            a.growTopic(topic, 4);
            source(topic, 3).write(Lines.numbers(0, 7));
            assertThat(copy(topic, 3).await(7)).isEqualTo(Lines.numbers(0, 7));

            a.createTopic(topic + "-later", 1);
            source(topic + "-later", 0).write(Lines.numbers(0, 7));
            assertThat(copy(topic + "-later", 0).await(7)).isEqualTo(Lines.numbers(0, 7));
            flow.assertNoTaskFailed();
        }
        source(topic, 2).write(Lines.numbers(5, 6));
        a.createTopic(topic + "-meanwhile", 1);
        source(topic + "-meanwhile", 0).write(Lines.numbers(0, 3));
        try (RunningFlow flow = new RunningFlow(a, b, settings)) {
            assertThat(copy(topic, 2).await(1)).isEqualTo(Lines.numbers(5, 6));
            assertThat(copy(topic + "-meanwhile", 0).await(3)).isEqualTo(Lines.numbers(0, 3));
            flow.assertNoTaskFailed();
        }
    }

    @Test
    void topicsSelectedLaterBeginAtTheirEndOfThatTime() {
        a.createTopic("chosen-first", 1);
        a.createTopic("chosen-second", 1);
        source("chosen-second", 0).write(Lines.numbers(0, 10));
        try (RunningFlow flow = new RunningFlow(a, b, latest("chosen-first"))) {
            awaitEnds(b, "chosen-first");
            source("chosen-first", 0).write(Lines.numbers(0, 1));
            assertThat(copy("chosen-first", 0).await(1)).hasSize(1);
            flow.assertNoTaskFailed();
        }
        source("chosen-first", 0).write(Lines.numbers(1, 2));
        try (RunningFlow flow = new RunningFlow(a, b, latest("chosen-first,chosen-second"))) {
            assertThat(copy("chosen-first", 0).await(2)).isEqualTo(Lines.numbers(0, 2));
            awaitEnds(b, "chosen-second");
            source("chosen-second", 0).write(Lines.numbers(10, 11));
            assertThat(copy("chosen-second", 0).await(1)).isEqualTo(Lines.numbers(10, 11));
            flow.assertNoTaskFailed();
        }
    }

    @Test
    void timestampBeginsWithTheFirstRecordThatIsNotOlder() throws Exception {
        Instant time = Instant.parse("2026-01-31T06:00:00Z");
        a.createTopic("timed", 4);
        source("timed", 0).write(Lines.numbers(0, 5), time.minusMillis(1).toEpochMilli());
        source("timed", 0).write(Lines.numbers(5, 8), time.toEpochMilli());
        source("timed", 2).write(Lines.numbers(0, 5), time.minusSeconds(60).toEpochMilli());
        source("timed", 3).write(Lines.numbers(0, 5), time.plusSeconds(60).toEpochMilli());
        Map<String, String> settings = Map.of(
                "A->B.start.from", "timestamp:2026-01-31T15:00:00+09:00", "A->B.topics", "timed", "tasks.max", "2");
        try (RunningFlow flow = new RunningFlow(a, b, settings)) {
            assertThat(copy("timed", 0).await(3)).isEqualTo(Lines.numbers(5, 8));
            assertThat(copy("timed", 3).await(5)).isEqualTo(Lines.numbers(0, 5));
            source("timed", 1).write(Lines.numbers(0, 1));
            assertThat(copy("timed", 1).await(1)).isEqualTo(Lines.numbers(0, 1));
            source("timed", 2).write(Lines.numbers(5, 6));
            assertThat(copy("timed", 2).await(1)).isEqualTo(Lines.numbers(5, 6));
            flow.assertNoTaskFailed();
        }
    }

    @Test
    void progressWinsOverAnyBeginning() {
        a.createTopic("progress", 1);
        source("progress", 0).write(Lines.numbers(0, 5));
        try (RunningFlow flow = new RunningFlow(a, b, Map.of("A->B.topics", "progress"))) {
            assertThat(copy("progress", 0).await(5)).hasSize(5);
            flow.assertNoTaskFailed();
        }
        source("progress", 0).write(Lines.numbers(5, 9));
        try (RunningFlow flow = new RunningFlow(a, b, latest("progress"))) {
            assertThat(copy("progress", 0).await(9)).isEqualTo(Lines.numbers(0, 9));
            flow.assertNoTaskFailed();
        }
    }

    @Test
    void aPartitionWithoutALeaderHoldsUpNoOtherAndBeginsWithWhatIsWrittenSince() {
        try (EmbeddedCluster c = EmbeddedCluster.builder().name("A").brokers(2).start();
                EmbeddedCluster target = EmbeddedCluster.builder().name("B").start()) {
            c.createTopic("halved", 2);
            int dead = c.leader("halved", 1);
            if (c.leader("halved", 0) == dead) {
                throw new IllegalStateException("two partitions on one of two brokers");
            }
            new Lines(c, "halved", 0).write(Lines.numbers(0, 5));
            new Lines(c, "halved", 1).write(Lines.numbers(0, 5), System.currentTimeMillis() - 3_600_000);
            c.stopBroker(dead);
            try (RunningFlow flow = new RunningFlow(c, target, latest("halved"))) {
                awaitEnds(target, "halved");
                new Lines(c, "halved", 0).write(Lines.numbers(5, 7));
                assertThat(new Lines(target, "A.halved", 0).await(2)).isEqualTo(Lines.numbers(5, 7));
                PartitionEvent waits = Trouble.awaited(EventKind.SOURCE_UNAVAILABLE, "halved");
                assertThat(waits.source().partition()).isEqualTo(1);

                c.startBroker(dead);
                new Lines(c, "halved", 1).write(Lines.numbers(5, 9));
                assertThat(new Lines(target, "A.halved", 1).await(4)).isEqualTo(Lines.numbers(5, 9));
                Trouble.awaitWell(waits.source());
                flow.assertNoTaskFailed();
            }
        }
    }

    private static Map<String, String> latest(String topics) {
        return Map.of("A->B.start.from", "latest", "A->B.topics", topics);
    }

    /** Waits until the flow has noted where topics end: then its mirrored topic appears. */
    private static void awaitEnds(EmbeddedCluster target, String topic) {
        Awaitility.await("the copy exists")
                .atMost(Duration.ofSeconds(30))
                .until(() -> target.admin().listTopics().names().get().contains("A." + topic));
    }

    private static Lines source(String topic, int partition) {
        return new Lines(a, topic, partition);
    }

    private static Lines copy(String topic, int partition) {
        return new Lines(b, "A." + topic, partition);
    }
}
