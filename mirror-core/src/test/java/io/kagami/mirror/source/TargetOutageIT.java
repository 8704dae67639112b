package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.workload.BusyWriter;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.RecordShape;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The target goes away and comes back. Property {@code mirror.test.outage.seconds} sets for how long. */
class TargetOutageIT extends TwoClusters {

    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("mirror.test.outage.seconds", 10));
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long BUFFER_BYTES = 16 << 20;

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster.behindProxy());
    }

    @Test
    void losesAndRepeatsNothingWhenTheTargetIsCutOff() {
        outage("cut", () -> b.proxy().cut());
    }

    @Test
    void losesAndRepeatsNothingWhenTheTargetStalls() {
        outage("stalled", () -> b.proxy().stall());
    }

    @Test
    void saysThatTheTargetIsOutOfReachThoughNothingIsToBeWritten() {
        RecordSet few = RecordSet.of("idle", 1, 100);
        TopicPartition idle = new TopicPartition(few.topic(), 0);
        a.createTopic(few.topic(), 1);
        TopicWriter.write(a.directProperties(), few, WriteStyle.codec("none"));
        try (RunningFlow flow = new RunningFlow(a, b, Map.of("A->B.topics", few.topic()))) {
            CopyAt.of(b, few).awaitAll(few, PATIENCE);
            for (Runnable fault : List.<Runnable>of(b.proxy()::cut, b.proxy()::stall)) {
                fault.run();
                Awaitility.await()
                        .atMost(PATIENCE.multipliedBy(2))
                        .until(() -> Trouble.sick(idle)
                                .filter(event -> event.kind() == EventKind.TARGET_UNAVAILABLE)
                                .isPresent());
                b.proxy().heal();
                Trouble.awaitWell(idle);
            }
            flow.assertNoTaskFailed();
        }
        CopyAt.of(b, few).assertPerfect(few);
    }

    private static void outage(String topic, Runnable fault) {
        RecordSet all = RecordSet.of(topic, 4, 1_000_000)
                .shaped(new RecordShape(200, 0, 0, 0, System.currentTimeMillis() - 3_600_000));
        a.createTopic(topic, 4);
        RecordSet written;
        try (RunningFlow flow = new RunningFlow(a, b, Map.of("A->B.topics", topic, "tasks.max", "2"));
                BusyWriter writer = BusyWriter.start(a.directProperties(), all, WriteStyle.codec("lz4"))) {
            CopyAt.of(b, all).awaitRecords(1_000, PATIENCE);
            fault.run();
            Awaitility.await().pollDelay(OUTAGE).atMost(OUTAGE.plusSeconds(30)).untilAsserted(flow::assertNoTaskFailed);
            b.proxy().heal();
            long atHealing = writer.written();
            CopyAt.of(b, all).awaitRecords(atHealing + 1_000, PATIENCE);
            written = writer.stop();
            CopyAt.of(b, written).awaitAll(written, PATIENCE);
            flow.assertNoTaskFailed();
        }
        CopyAt.of(b, written).assertPerfect(written);
    }

    @Test
    void stopsFetchingWhenTheBufferIsFullOfWhatAStalledTargetDoesNotTake() {
        RecordSet backlog =
                RecordSet.of("backlog", 4, 60_000).shaped(new RecordShape(2_000, 0, 0, 0, 1_700_000_000_000L));
        RecordSet start = RecordSet.of("backlog-start", 1, 100);
        a.createTopic(start.topic(), 1);
        TopicWriter.write(a.directProperties(), start, WriteStyle.codec("none"));
        b.createTopic("A." + backlog.topic(), 4);
        Map<String, String> settings =
                Map.of("A->B.topics", "backlog.*", "copier.buffer.bytes", Long.toString(BUFFER_BYTES));
        try (RunningFlow flow = new RunningFlow(a, b, settings)) {
            a.createTopic(backlog.topic(), 4);
            CopyAt.of(b, start).awaitAll(start, PATIENCE);
            TopicWriter.write(a.directProperties(), backlog.first(400), WriteStyle.codec("none"));
            CopyAt.of(b, backlog).awaitRecords(400, PATIENCE);

            b.proxy().stall();
            long before = a.proxy().bytesToClients();
            writeFrom(backlog, 400);
            awaitStandstill(a);

            long fetched = a.proxy().bytesToClients() - before;
            assertThat(fetched).isBetween(BUFFER_BYTES / 2, BUFFER_BYTES * 5 / 4);
            b.proxy().heal();
            CopyAt.of(b, backlog).awaitAll(backlog, PATIENCE);
            flow.assertNoTaskFailed();
        }
        CopyAt.of(b, backlog).assertPerfect(backlog);
    }

    private static void writeFrom(RecordSet records, long first) {
        Map<String, Object> producer = new HashMap<>(a.directProperties());
        try (var writer = new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long number = first; number < records.count(); number++) {
                var unused = writer.send(records.record(number));
            }
        }
    }

    /** No record byte has passed for a second; what still passes are questions for topics. */
    private static void awaitStandstill(EmbeddedCluster cluster) {
        long[] last = {0};
        Awaitility.await("nothing is fetched any more")
                .pollInterval(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(() -> {
                    long now = cluster.proxy().bytesToClients();
                    boolean still = now - last[0] < 100_000;
                    last[0] = now;
                    return still;
                });
    }
}
