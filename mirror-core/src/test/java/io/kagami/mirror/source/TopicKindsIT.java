package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.RecordShape;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.Transactions;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Topics whose batches cannot simply be passed on, and batches that are hard to carry. */
class TopicKindsIT extends TwoClusters {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_RECORD_BYTES = 10 << 20;
    private static final int ATTRIBUTES_PLACE = 21;

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster.property("log.cleaner.backoff.ms", 100)
                .property("log.initial.task.delay.ms", 100)
                .property("message.max.bytes", MOST_RECORD_BYTES)
                .property("replica.fetch.max.bytes", MOST_RECORD_BYTES));
    }

    private static Map<String, Object> settings() {
        return new HashMap<>(a.clientProperties());
    }

    @Test
    void givesRecordsTheTimeAtWhichTheSourceAppendedThem() {
        RecordSet records = RecordSet.of("append-time", 2, 2_000);
        a.createTopic(records.topic(), 2, 1, Map.of("message.timestamp.type", "LogAppendTime"));
        TopicWriter.write(a.clientProperties(), records, WriteStyle.codec("zstd"));

        try (RunningFlow flow = new RunningFlow(a, b, Map.of("A->B.topics", records.topic()))) {
            CopyAt.of(b, records).awaitAll(records, PATIENCE);
            flow.compare(records.topic()).assertEqual();
        }
        ByteBuffer first = a.rawBatches(records.topic(), 0).get(0);
        assertThat(first.getShort(ATTRIBUTES_PLACE) & 0x08)
                .as("the source's batches carry append times")
                .isNotZero();
    }

    @Test
    void copiesRecordsOfEightMegabytesThroughLargeAndSmallBuffers() {
        RecordShape large = new RecordShape(8 << 20, 0, 0, 0, 1_700_000_000_000L);
        for (String buffer : List.of("67108864", "16777216")) {
            RecordSet records = RecordSet.of("large-" + buffer, 2, 8).shaped(large);
            a.createTopic(records.topic(), 2);
            TopicWriter.write(a.clientProperties(), records, new WriteStyle("none", 16 << 10, 0));

            try (RunningFlow flow =
                    new RunningFlow(a, b, Map.of("A->B.topics", records.topic(), "copier.buffer.bytes", buffer))) {
                CopyAt.of(b, records).awaitAll(records, PATIENCE);
                CopyAt.of(b, records).assertPerfect(records);
                flow.assertNoTaskFailed();
            }
        }
    }

    @Test
    void waitsForAnOpenTransactionAndLeavesAbortedOnesOut() throws Exception {
        RecordSet before = RecordSet.of("open-transaction", 1, 2_000).in(new Transactions(50, 4));
        a.createTopic(before.topic(), 1);
        TopicWriter.write(a.clientProperties(), before, WriteStyle.codec("lz4"));
        CopyAt copy = CopyAt.of(b, before);

        try (RunningFlow flow = new RunningFlow(a, b, Map.of("A->B.topics", before.topic()));
                KafkaProducer<String, String> open = transactional("open")) {
            copy.awaitAll(before, PATIENCE);
            open.initTransactions();
            open.beginTransaction();
            open.send(new ProducerRecord<>(before.topic(), "in", "open")).get();
            writePlain(before.topic(), "behind");
            Awaitility.await()
                    .during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(4))
                    .untilAsserted(() -> assertThat(copy.records()).isEqualTo(1_500));

            open.commitTransaction();

            copy.awaitRecords(1_502, PATIENCE);
            open.beginTransaction();
            open.send(new ProducerRecord<>(before.topic(), "in", "aborted")).get();
            open.abortTransaction();
            writePlain(before.topic(), "last");
            copy.awaitRecords(1_503, PATIENCE);
            flow.compare(before.topic()).assertEqual();
        }
    }

    private static KafkaProducer<String, String> transactional(String id) {
        Map<String, Object> settings = settings();
        settings.put("transactional.id", id);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static void writePlain(String topic, String value) throws InterruptedException, ExecutionException {
        try (KafkaProducer<String, String> plain =
                new KafkaProducer<>(settings(), new StringSerializer(), new StringSerializer())) {
            plain.send(new ProducerRecord<>(topic, "plain", value)).get();
        }
    }
}
