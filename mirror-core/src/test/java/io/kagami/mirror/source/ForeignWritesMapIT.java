package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.position.OffsetSyncTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Positions stay exact where somebody else writes into the copy, both ways. */
class ForeignWritesMapIT extends TwoClusters {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String IDENTITY = "org.apache.kafka.connect.mirror.IdentityReplicationPolicy";

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster);
    }

    @Test
    void beginsANewRunBehindEachForeignRecordWhereTopicsKeepTheirNames() throws Exception {
        a.createTopic("shared", 1);
        b.createTopic("shared", 1);
        Map<String, String> settings = Map.of("A->B.topics", "shared", "replication.policy.class", IDENTITY);
        int there = 0;
        for (int run = 0; run < 2; run++) {
            try (RunningFlow flow = new RunningFlow(a, b, settings)) {
                for (int round = 0; round < 4; round++) {
                    new Lines(b, "shared", 0).write(foreign(run, round));
                    int first = 80 * run + 20 * round;
                    new Lines(a, "shared", 0).write(Lines.numbers(first, first + 20));
                    there += 22;
                    assertThat(new Lines(b, "shared", 0).await(there)).hasSize(there);
                }
                flow.assertNoTaskFailed();
            }
        }

        translations(settings, "shared", "shared").assertAllExact();
    }

    @Test
    @SuppressWarnings("try")
    void isTrueOnceTheSickPartitionHasHealed() throws Exception {
        a.createTopic("trespassed", 1);
        TopicPartition source = new TopicPartition("trespassed", 0);
        Map<String, String> settings = Map.of("A->B.topics", "trespassed", "sync.topic.configs.enabled", "false");
        new Lines(a, "trespassed", 0).write(Lines.numbers(0, 20));
        try (RunningFlow flow = new RunningFlow(a, b, settings)) {
            assertThat(new Lines(b, "A.trespassed", 0).await(20)).hasSize(20);
            awaitStored(settings, source, 20); // else nobody knows which of the records after it are ours
            new Lines(b, "A.trespassed", 0).write(foreign(0, 0));
            new Lines(a, "trespassed", 0).write(Lines.numbers(20, 40));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(Trouble.sick(source))
                            .map(PartitionEvent::kind)
                            .contains(EventKind.FOREIGN_WRITE));
        }
        Map<String, String> healing = new HashMap<>(settings);
        healing.put("A->B.on.foreign-write", "continue");
        try (RunningFlow flow = new RunningFlow(a, b, healing)) {
            Trouble.awaitWell(source);
            new Lines(a, "trespassed", 0).write(Lines.numbers(40, 45));
            List<String> copied = new Lines(b, "A.trespassed", 0).await(47);
            assertThat(copied).containsAll(Lines.numbers(0, 45)).hasSize(47);
            flow.assertNoTaskFailed();
        }
        try (RunningFlow flow = new RunningFlow(a, b, settings)) {
            new Lines(a, "trespassed", 0).write(Lines.numbers(45, 50));
            assertThat(new Lines(b, "A.trespassed", 0).await(52)).hasSize(52);
            flow.assertNoTaskFailed();
        }

        TrueTranslations translations = translations(settings, "trespassed", "A.trespassed");
        assertThat(translations.assertForwardTrue())
                .as("all but the records that were on their way when it was noticed")
                .isGreaterThanOrEqualTo(50 - 20);
        assertThat(translations.assertBackwardTrue()).isGreaterThanOrEqualTo(50 - 20);
    }

    private static List<String> foreign(int run, int round) {
        String name = "foreign " + run + "." + round + ".";
        return List.of(name + 0, name + 1);
    }

    private static TrueTranslations translations(Map<String, String> settings, String topic, String copy)
            throws InterruptedException {
        return TrueTranslations.read(
                new ExactTranslations(a, b, settings).config(),
                a.clientProperties(),
                new TopicPartition(topic, 0),
                b.clientProperties(),
                new TopicPartition(copy, 0));
    }

    private static void awaitStored(Map<String, String> settings, TopicPartition source, long position) {
        OffsetSyncLog log = new OffsetSyncLog(OffsetSyncTopic.of(RunningFlow.config(a, b, settings)));
        Awaitility.await("the position is stored")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() ->
                        Objects.requireNonNull(log.read().last().get(source)).upstreamOffset() == position);
    }
}
