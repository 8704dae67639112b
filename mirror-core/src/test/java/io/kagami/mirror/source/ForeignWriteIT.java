package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody writes into a copy that nobody but the flow should write to. */
@SuppressWarnings("NullAway.Init")
class ForeignWriteIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long OLD_MS = System.currentTimeMillis() - 7_200_000;

    private static EmbeddedCluster a;
    private static EmbeddedCluster mindful;
    private static EmbeddedCluster forgetful;

    @BeforeAll
    static void startClusters() {
        a = EmbeddedCluster.builder().name("A").start();
        mindful = EmbeddedCluster.builder().name("B").start();
        forgetful = TwoClusters.forgetful(EmbeddedCluster.builder().name("B")).start();
    }

    @AfterAll
    static void stopClusters() {
        a.close();
        mindful.close();
        forgetful.close();
    }

    @Test
    void healsByItselfOnceTheTargetHasForgottenWhatTheFlowWroteLast() {
        a.createTopic("healing", 2); // a task of which all partitions are sick would fail
        Lines source = new Lines(a, "healing", 0);
        Lines copy = new Lines(forgetful, "A.healing", 0);
        TopicPartition partition = new TopicPartition("healing", 0);
        source.write(Lines.numbers(0, 5), OLD_MS);
        new Lines(a, "healing", 1).write(Lines.numbers(0, 1));
        try (RunningFlow flow = new RunningFlow(a, forgetful, Map.of("A->B.topics", "healing"))) {
            assertThat(copy.await(5)).hasSize(5);
            copy.write(List.of("x", "y"));
            source.write(Lines.numbers(5, 6), OLD_MS);
            awaitSick(partition);

            source.write(Lines.numbers(6, 9), OLD_MS);
            Trouble.awaitWell(partition);
            assertThat(withoutForeign(copy.await(11))).isEqualTo(Lines.numbers(0, 9));
            flow.assertNoTaskFailed();
        }
    }

    @Test
    void staysSickWhileTheTargetRemembersAndIsHealedBySayingContinueOnce() {
        a.createTopic("staying", 1);
        Lines source = new Lines(a, "staying", 0);
        Lines copy = new Lines(mindful, "A.staying", 0);
        TopicPartition partition = new TopicPartition("staying", 0);
        source.write(Lines.numbers(0, 5));
        Map<Map<String, ?>, Map<String, ?>> offsets = TaskDriver.noOffsets();
        try (RunningFlow flow = flow(offsets, "fail")) {
            assertThat(copy.await(5)).hasSize(5);
            copy.write(List.of("x", "y"));
            source.write(Lines.numbers(5, 6));
            awaitSick(partition);
            assertThat(flow.tasks()).hasSize(1);
        }
        source.write(Lines.numbers(6, 9));
        try (RunningFlow flow = flow(offsets, "fail")) {
            awaitSick(partition);
            assertThat(flow.tasks()).hasSize(1);
        }
        assertThat(withoutForeign(copy.read())).isEqualTo(Lines.numbers(0, 6));
        try (RunningFlow flow = flow(offsets, "continue")) {
            assertThat(withoutForeign(copy.await(11))).isEqualTo(Lines.numbers(0, 9));
            flow.assertNoTaskFailed();
        }
        source.write(Lines.numbers(9, 10));
        try (RunningFlow flow = flow(offsets, "fail")) {
            assertThat(withoutForeign(copy.await(12))).isEqualTo(Lines.numbers(0, 10));
            flow.assertNoTaskFailed();
        }
        assertThat(Trouble.sick(partition)).isEmpty();
    }

    private static RunningFlow flow(Map<Map<String, ?>, Map<String, ?>> offsets, String policy) {
        return new RunningFlow(a, mindful, Map.of("A->B.topics", "staying", "A->B.on.foreign-write", policy), offsets);
    }

    private static void awaitSick(TopicPartition partition) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Trouble.sick(partition)
                        .filter(event -> event.kind() == EventKind.FOREIGN_WRITE)
                        .isPresent());
    }

    private static List<String> withoutForeign(List<String> copy) {
        List<String> ours = new ArrayList<>(copy);
        assertThat(ours.removeAll(List.of("x", "y"))).isTrue();
        return ours;
    }
}
