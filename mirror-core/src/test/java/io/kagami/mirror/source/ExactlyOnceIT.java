package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.workload.BusyWriter;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.Transactions;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connect's exactly-once: two processes share a flow, and the older one is killed again and again, while transactions are written and aborted. */
class ExactlyOnceIT extends TwoClusters {

    private static final int KILLS = 3 * Integer.getInteger("mirror.test.rounds", 1);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @BeforeAll
    static void startClusters() {
        // What a killed process left open is given up when its time is over, and not up to ten seconds later
        start(cluster -> cluster.property("transaction.abort.timed.out.transaction.cleanup.interval.ms", 1_000));
    }

    @Test
    void losesAndRepeatsNothingAndKeepsOrderWhenProcessesAreKilled(@TempDir Path folder) throws Exception {
        RecordSet all = records("exact", 4);
        Map<String, String> file = settings(all);
        Deque<FlowProcess> running = new ArrayDeque<>();
        try (BusyWriter writer = BusyWriter.start(a.directProperties(), all, WriteStyle.codec("lz4"))) {
            running.add(FlowProcess.start(WholeMirror.class, file, folder));
            running.add(FlowProcess.start(WholeMirror.class, file, folder));
            for (int kill = 0; kill < KILLS; kill++) {
                CopyAt.of(b, all).awaitMore(3_000, PATIENCE);
                running.remove().close();
                running.add(FlowProcess.start(WholeMirror.class, file, folder));
            }
            CopyAt.of(b, all).awaitMore(3_000, PATIENCE);
            RecordSet written = writer.stop();
            CopyAt.of(b, written).awaitEach(written, PATIENCE);
            Awaitility.await("positions of all records are stored")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertTranslationsTrue(file, written));
            assertThat(running).allMatch(FlowProcess::isAlive);
            CopyAt.of(b, written).assertPerfect(written);
        } finally {
            running.forEach(FlowProcess::close);
        }
    }

    private static void assertTranslationsTrue(Map<String, String> file, RecordSet written)
            throws InterruptedException {
        for (int partition = 0; partition < written.partitions(); partition++) {
            TrueTranslations translations = translations(file, written.topic(), partition);
            assertThat(translations.assertForwardTrue()).isPositive();
            assertThat(translations.assertBackwardTrue()).isPositive();
        }
    }

    private static TrueTranslations translations(Map<String, String> file, String topic, int partition)
            throws InterruptedException {
        return TrueTranslations.read(
                new ExactTranslations(a, b, file).config(),
                a.clientProperties(),
                new TopicPartition(topic, partition),
                b.clientProperties(),
                new TopicPartition("A." + topic, partition));
    }

    @Test
    void goesOnInBatchModeAfterAKillWithoutLosingOrRepeatingARecord(@TempDir Path folder) throws Exception {
        RecordSet all = records("exact-then-batch", 2);
        Map<String, String> file = settings(all);
        RecordSet written;
        try (BusyWriter writer = BusyWriter.start(a.directProperties(), all, WriteStyle.codec("lz4"))) {
            try (FlowProcess flow = FlowProcess.start(WholeMirror.class, file, folder)) {
                CopyAt.of(b, all).awaitMore(3_000, PATIENCE);
                assertThat(flow.isAlive()).isTrue();
            }
            file.put("exactly.once.source.support", "disabled");
            file.put("A->B.replication.mode", "batch");
            try (FlowProcess flow = FlowProcess.start(WholeMirror.class, file, folder)) {
                CopyAt.of(b, all).awaitMore(3_000, PATIENCE);
                written = writer.stop();
                CopyAt.of(b, written).awaitEach(written, PATIENCE);
                assertThat(flow.isAlive()).isTrue();
            }
        }
        CopyAt.of(b, written).assertPerfect(written);
    }

    private static RecordSet records(String topic, int partitions) {
        RecordSet records = RecordSet.of(topic, partitions, 1_000_000).in(new Transactions(20, 5));
        a.createTopic(topic, partitions);
        return records;
    }

    /** Each test has its own Connect cluster; what a killed process left open at the target ends soon. */
    private static Map<String, String> settings(RecordSet records) {
        Map<String, String> file = WholeMirror.settings(RunningFlow.clients(a, b, Map.of()));
        file.put("A->B.enabled", "true");
        file.put("A->B.topics", records.topic());
        file.put("tasks.max", "2");
        file.put("exactly.once.source.support", "enabled");
        file.put("B.producer.transaction.timeout.ms", "10000");
        file.put("B.kagami.group.id", "kagami-" + records.topic());
        for (String store : new String[] {"config", "offset", "status"}) {
            file.put("B.kagami." + store + ".storage.topic", "kagami-" + records.topic() + "-" + store + ".internal");
        }
        return file;
    }
}
