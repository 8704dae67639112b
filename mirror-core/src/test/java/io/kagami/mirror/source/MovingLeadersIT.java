package io.kagami.mirror.source;

import io.kagami.mirror.testkit.workload.BusyWriter;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.RecordShape;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three brokers on each side, and none of them keeps what it has. Property {@code mirror.test.rounds} repeats it. */
class MovingLeadersIT extends TwoClusters {

    private static final int ROUNDS = Integer.getInteger("mirror.test.rounds", 1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster.brokers(3));
    }

    @Test
    void losesRepeatsAndReordersNothingWhileLeadersMoveAndBrokersRestart() {
        // Times of now: of records older than a day, brokers forget which producer wrote them.
        RecordSet all = RecordSet.of("moving", 6, 1_000_000)
                .shaped(new RecordShape(100, 0, 0, 0, System.currentTimeMillis() - 3_600_000));
        a.createTopic(all.topic(), 6, 3, Map.of("min.insync.replicas", "2"));
        b.createTopic("A." + all.topic(), 6, 3, Map.of("min.insync.replicas", "2"));
        Map<String, String> settings = Map.of("A->B.topics", all.topic(), "tasks.max", "2", "replication.factor", "3");
        RecordSet written;
        try (RunningFlow flow = new RunningFlow(a, b, settings)) {
            try (BusyWriter writer = BusyWriter.start(a.directProperties(), all, WriteStyle.codec("lz4"))) {
                for (int round = 0; round < ROUNDS; round++) {
                    moveAndRestart(all.topic());
                }
                written = writer.stop();
            }
            CopyAt.of(b, written).awaitAll(written, PATIENCE);
            flow.assertNoTaskFailed();
        }
        CopyAt.of(b, written).assertPerfect(written);
    }

    private static void moveAndRestart(String topic) {
        a.moveLeaders(topic);
        b.moveLeaders("A." + topic);
        for (int broker : a.brokerIds()) {
            b.stopBroker(broker);
            b.startBroker(broker);
            b.moveLeaders("A." + topic);
            a.stopBroker(broker);
            a.startBroker(broker);
            a.moveLeaders(topic);
        }
    }
}
