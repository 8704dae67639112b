package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.guarantee.NothingLost;
import io.kagami.mirror.testkit.guarantee.NothingTwice;
import io.kagami.mirror.testkit.guarantee.OrderKept;
import io.kagami.mirror.testkit.guarantee.TopicCopy;
import io.kagami.mirror.testkit.workload.BusyWriter;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.RecordShape;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Positions where counting from the log end alone would not do. */
class ExactPositionIT extends TwoClusters {

    private static final int KILLS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String IDENTITY = "org.apache.kafka.connect.mirror.IdentityReplicationPolicy";

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster);
    }

    private static RecordSet recent(String topic, int partitions) {
        return RecordSet.of(topic, partitions, 1_000_000)
                .shaped(new RecordShape(100, 50, 0, 9, System.currentTimeMillis()));
    }

    @Test
    void letsEachRecordInOnceThoughTwoCopiersWriteTheSamePartitions() {
        RecordSet all = recent("contested", 2);
        a.createTopic(all.topic(), all.partitions());
        Map<String, String> settings = Map.of("A->B.topics", all.topic());
        RecordSet written;
        try (BusyWriter writer = BusyWriter.start(a.directProperties(), all, WriteStyle.codec("lz4"));
                RunningFlow one = new RunningFlow(a, b, settings);
                RunningFlow other = new RunningFlow(a, b, settings)) {
            CopyAt.of(b, all).awaitRecords(20_000, PATIENCE);
            written = writer.stop();
            CopyAt.of(b, written).awaitAll(written, PATIENCE);
            one.assertNoTaskFailed();
            other.assertNoTaskFailed();
        }
        CopyAt.of(b, written).assertPerfect(written);
    }

    @Test
    void comparesACompactedSourceWithItsCopyWhenKilled(@TempDir Path folder) {
        RecordSet all = recent("killed-compacted", 2);
        a.createTopic(all.topic(), all.partitions(), 1, Map.of("cleanup.policy", "compact"));

        RecordSet written = copyThroughKills(all, Map.of("A->B.topics", all.topic()), all.topic(), folder);

        CopyAt.of(b, written).assertPerfect(written);
    }

    @Test
    void countsOnlyItsOwnRecordsWhereOthersWriteToTheCopyToo(@TempDir Path folder) {
        RecordSet all = recent("killed-shared", 2);
        a.createTopic(all.topic(), all.partitions());
        b.createTopic(all.topic(), all.partitions());
        Map<String, String> settings = Map.of("A->B.topics", all.topic(), "replication.policy.class", IDENTITY);

        try (ForeignWriter others = new ForeignWriter(all.topic())) {
            RecordSet written = copyThroughKills(all, settings, all.topic(), folder, others);

            TopicCopy copy = TopicCopy.of(written, b.directProperties(), all.topic());
            new NothingLost().check(copy).orThrow();
            new NothingTwice().check(copy).orThrow();
            new OrderKept().check(copy).orThrow();
        }
    }

    @Test
    void copiesFromTheStartATopicThatWasDeletedAtTheTarget() throws Exception {
        RecordSet written = recent("deleted-at-target", 2).first(2_000);
        a.createTopic(written.topic(), written.partitions());
        try (TopicWriter writer = new TopicWriter(a.directProperties(), written, WriteStyle.codec("none"))) {
            writer.write(1_000);
            try (RunningFlow flow = new RunningFlow(a, b, Map.of("A->B.topics", written.topic()))) {
                CopyAt.of(b, written).awaitRecords(1_000, PATIENCE);
                b.admin().deleteTopics(List.of("A." + written.topic())).all().get();
                writer.write(1_000);
                CopyAt.of(b, written).awaitRecords(2_000, PATIENCE);
                flow.assertNoTaskFailed();
            }
        }
        CopyAt.of(b, written).assertPerfect(written);
    }

    private RecordSet copyThroughKills(
            RecordSet all, Map<String, String> settings, String copyName, Path folder, ForeignWriter... others) {
        Map<String, String> file = new HashMap<>(RunningFlow.clients(a, b, settings));
        file.put("tasks.max", "2");
        CopyAt copy = new CopyAt(b, settings.containsKey("replication.policy.class") ? copyName : "A." + copyName);
        RecordSet written;
        try (BusyWriter writer = BusyWriter.start(a.directProperties(), all, WriteStyle.codec("lz4"))) {
            for (int kill = 0; kill < KILLS; kill++) {
                try (FlowProcess flow = FlowProcess.start(file, folder)) {
                    copy.awaitRecords(copy.records() + 3_000, PATIENCE);
                    assertThat(flow.isAlive()).isTrue();
                    for (ForeignWriter other : others) {
                        other.write();
                    }
                }
            }
            written = writer.stop();
        }
        long foreign = 0;
        for (ForeignWriter other : others) {
            foreign += other.written;
        }
        try (RunningFlow flow = new RunningFlow(a, b, settings)) {
            copy.awaitRecords(written.count() + foreign, PATIENCE);
            flow.assertNoTaskFailed();
        }
        return written;
    }

    /** Somebody who writes to the copy, as is usual under identity naming. */
    private static final class ForeignWriter implements AutoCloseable {
        private final KafkaProducer<byte[], byte[]> producer;
        private final String topic;
        private long written;

        ForeignWriter(String topic) {
            this.topic = topic;
            Map<String, Object> settings = new HashMap<>(b.directProperties());
            this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        }

        void write() {
            for (int number = 0; number < 50; number++) {
                byte[] value = ("foreign " + written++).getBytes(StandardCharsets.UTF_8);
                var unused = producer.send(new ProducerRecord<>(topic, number % 2, null, value));
            }
            producer.flush();
        }

        @Override
        public void close() {
            producer.close();
        }
    }
}
