package io.kagami.mirror.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A connector that an operator pauses or stops over REST, and one whose source goes away: nothing is emitted or committed, and it goes on. */
@SuppressWarnings("NullAway.Init")
class PausedIT {

    private static final RecordSet RECORDS = RecordSet.of("topic", 1, 1_000);
    private static final TopicPartition ORIGINAL = new TopicPartition("topic", 0);
    private static final TopicPartition COPY = new TopicPartition("A.topic", 0);
    private static final TopicPartition CHECKPOINTS = new TopicPartition("A.checkpoints.internal", 0);
    private static final String CONNECTOR = "/connectors/A.MirrorCheckpointConnector";

    private static EmbeddedCluster a;
    private static EmbeddedCluster b;
    private static Mirror mirror;

    @BeforeAll
    static void mirrorAll() throws Exception {
        a = EmbeddedCluster.builder().name("A").start();
        b = EmbeddedCluster.builder().name("B").start();
        a.createTopic(RECORDS.topic(), 1);
        TopicWriter.write(a.clientProperties(), RECORDS, WriteStyle.codec("lz4"));
        mirror = Mirror.start(a, b, Map.of("A->B.topics", "topic"));
        Offsets.eventually().untilAsserted(() -> assertThat(b.logEnd("A.topic")).isEqualTo(RECORDS.count()));
    }

    @AfterAll
    static void stop() {
        mirror.close();
        a.close();
        b.close();
    }

    @Test
    void pausedOrStoppedItLeavesAllAsItIsAndResumedItGoesOn() throws Exception {
        Offsets.set(a, "group", Map.of(ORIGINAL, 100L));
        Offsets.await(b, "group", Map.of(COPY, 100L));

        long position = 100;
        for (String hold : new String[] {"pause", "stop"}) {
            mirror.rest("PUT", CONNECTOR + "/" + hold);
            awaitState(hold.equals("pause") ? "PAUSED" : "STOPPED");
            Offsets.set(a, "group", Map.of(ORIGINAL, position + 300));
            Offsets.set(a, "new-" + hold, Map.of(ORIGINAL, 7L));
            assertNothingMoves("group", position, "new-" + hold);

            mirror.rest("PUT", CONNECTOR + "/resume");
            awaitState("RUNNING");
            position += 300;
            Offsets.await(b, "group", Map.of(COPY, position));
            Offsets.await(b, "new-" + hold, Map.of(COPY, 7L));
        }
        mirror.assertNothingFailed();
    }

    @Test
    void aSourceThatIsCutOffChangesNothingAndIsFollowedAgain() throws Exception {
        Offsets.set(a, "cut", Map.of(ORIGINAL, 100L));
        Offsets.await(b, "cut", Map.of(COPY, 100L));

        a.stopBroker(0);
        assertNothingMoves("cut", 100, "never");
        awaitState("RUNNING");
        a.startBroker(0);
        Offsets.eventually().untilAsserted(() -> Offsets.set(a, "cut", Map.of(ORIGINAL, 900L)));
        Offsets.await(b, "cut", Map.of(COPY, 900L));
        mirror.assertNothingFailed();
    }

    /** For several rounds. */
    private static void assertNothingMoves(String group, long position, String absent) {
        AtomicLong checkpoints = new AtomicLong();
        Awaitility.await("nothing is committed or emitted")
                .during(Duration.ofSeconds(4))
                .atMost(Duration.ofSeconds(20))
                .until(() -> Offsets.of(b, group).equals(Map.of(COPY, position))
                        && Offsets.of(b, absent).isEmpty()
                        && isUnchanged(checkpoints, b.logEnd(CHECKPOINTS)));
    }

    private static boolean isUnchanged(AtomicLong last, long now) {
        return last.getAndSet(now) == now;
    }

    private static void awaitState(String state) {
        Offsets.eventually()
                .untilAsserted(() -> assertThat(mirror.rest("GET", CONNECTOR + "/status"))
                        .contains("\"connector\":{\"state\":\"" + state + "\""));
    }
}
