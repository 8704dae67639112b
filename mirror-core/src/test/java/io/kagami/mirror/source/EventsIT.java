package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventPolicy;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.RecordShape;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each thing that can go wrong, on real brokers: said, counted, dealt with by its policy, while other partitions go on. */
class EventsIT extends TwoClusters {

    private static final Duration PATIENCE = Trouble.PATIENCE;
    private static final long LONG_AGO = 1_500_000_000_000L;

    @BeforeAll
    static void startClusters() {
        startSecured();
    }

    @Test
    void goesOnBehindRecordsThatTheSourceDeletedAndSaysWhich() throws Exception {
        RecordSet records = RecordSet.of("deleted", 1, 1_000);
        a.createTopic(records.topic(), 1);
        TopicWriter writer = new TopicWriter(a.directProperties(), records, WriteStyle.codec("lz4"));
        writer.write(100);
        try (RunningFlow flow = flow(records.topic(), Map.of())) {
            CopyAt.of(b, records).awaitRecords(100, PATIENCE);
            flow.assertNoTaskFailed();
        }
        writer.write(900);
        writer.close();
        TopicPartition partition = new TopicPartition(records.topic(), 0);
        a.admin()
                .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(600)))
                .all()
                .get();

        try (RunningFlow flow = flow(records.topic(), Map.of())) {
            PartitionEvent event = Trouble.awaited(EventKind.SOURCE_RECORDS_DELETED, records.topic());
            CopyAt.of(b, records).awaitRecords(500, PATIENCE);

            assertThat(event.policy()).isEqualTo(EventPolicy.CONTINUE);
            assertThat(event.offsets().upstream()).isEqualTo(100);
            assertThat(event.offsets().upstreamEndExclusive()).isEqualTo(600);
            assertThat(event.offsets().downstream()).isEqualTo(100);
            flow.assertNoTaskFailed();
        }
        assertThat(CopyAt.of(b, records).records()).isEqualTo(500);
    }

    @Test
    void splitsWhatIsTooLargeAndPutsTheRecordAsideThatIsTooLargeAlone() throws Exception {
        String topic = "large";
        a.createTopic(topic, 2);
        b.createTopic("A." + topic, 2, 1, Map.of("max.message.bytes", "20000"));
        write(topic, 0, 100, 1_000, 42, 50_000, System.currentTimeMillis());
        write(topic, 1, 100, 1_000, -1, 0, System.currentTimeMillis());

        try (RunningFlow flow = flow(topic, Map.of("A->B.on.record-too-large", "quarantine"))) {
            PartitionEvent event = Trouble.awaited(EventKind.RECORD_TOO_LARGE, topic);
            new CopyAt(b, "A." + topic).awaitRecords(199, PATIENCE);

            assertThat(event.source()).isEqualTo(new TopicPartition(topic, 0));
            assertThat(event.offsets().upstream()).isEqualTo(42);
            assertThat(event.offsets().upstreamEndExclusive()).isEqualTo(43);
            assertThat(event.policy()).isEqualTo(EventPolicy.QUARANTINE);
            flow.assertNoTaskFailed();
        }
        assertThat(Trouble.putAside(b, topic, "kagami.offset")).containsExactly("42");
        assertThat(Trouble.putAside(b, topic, "kagami.truncated")).containsExactly("");
        assertThat(Trouble.read(b, "A." + topic))
                .extracting(record -> record.value().length)
                .containsOnly(1_000)
                .hasSize(99);
    }

    @Test
    void putsARecordAsideWhoseTimestampIsRefusedAndCopiesItsNeighbours() throws Exception {
        String topic = "times";
        a.createTopic(topic, 1);
        b.createTopic("A." + topic, 1, 1, Map.of("message.timestamp.before.max.ms", "86400000"));
        write(topic, 0, 20, 10, 7, LONG_AGO, System.currentTimeMillis());

        try (RunningFlow flow = flow(topic, Map.of("on.timestamp-refused", "quarantine"))) {
            PartitionEvent event = Trouble.awaited(EventKind.TIMESTAMP_REFUSED, topic);
            new CopyAt(b, "A." + topic).awaitRecords(19, PATIENCE);

            assertThat(event.offsets().upstream()).isEqualTo(7);
            flow.assertNoTaskFailed();
        }
        assertThat(Trouble.putAside(b, topic, "kagami.timestamp")).containsExactly(Long.toString(LONG_AGO));
        assertThat(Trouble.putAside(b, topic, "kagami.cause").get(0)).startsWith("timestamp-refused: ");
    }

    @Test
    void putsADamagedBatchAsideByteForByte() throws Exception {
        String topic = "damaged";
        a.createTopic(topic, 1);
        for (int batch = 0; batch < 3; batch++) {
            write(topic, 0, 10, 100, -1, 0, System.currentTimeMillis());
        }
        Damage.ofBatch(a, topic, 1);

        try (RunningFlow flow = flow(topic, Map.of("A->B.on.corrupt-batch", "quarantine"))) {
            PartitionEvent event = Trouble.awaited(EventKind.CORRUPT_BATCH, topic);
            new CopyAt(b, "A." + topic).awaitRecords(20, PATIENCE);

            assertThat(event.offsets().upstream()).isEqualTo(10);
            assertThat(event.offsets().upstreamEndExclusive()).isEqualTo(20);
            flow.assertNoTaskFailed();
        }
        assertThat(Trouble.putAside(b, topic, "kagami.raw-batch")).containsExactly("true");
    }

    @Test
    void aTaskOfWhichAllPartitionsAreSickFailsAndNamesThem() {
        String topic = "sick";
        a.createTopic(topic, 1);
        b.createTopic("A." + topic, 1, 1, Map.of("max.message.bytes", "2000"));
        write(topic, 0, 5, 100, 2, 5_000, System.currentTimeMillis());

        try (RunningFlow flow = flow(topic, Map.of())) {
            Awaitility.await("the task fails")
                    .atMost(PATIENCE)
                    .until(() -> flow.tasks().get(0).failure() != null);

            assertThat(flow.tasks().get(0).failure())
                    .hasMessageContaining("record-too-large")
                    .hasMessageContaining("topic=sick partition=0 upstreamOffset=2")
                    .hasMessageContaining(EventKind.RECORD_TOO_LARGE.advice());
        }
        new CopyAt(b, "A." + topic).awaitRecords(2, PATIENCE);
    }

    @Test
    void aPositionBehindTheSourcesEndStopsThePartition() {
        String topic = "beyond";
        a.createTopic(topic, 1);
        write(topic, 0, 10, 100, -1, 0, System.currentTimeMillis());
        Map<Map<String, ?>, Map<String, ?>> offsets = TaskDriver.noOffsets();
        offsets.put(Map.of("cluster", "A", "topic", topic, "partition", 0), Map.of("offset", 5_000L));

        Map<String, String> settings = Map.of("A->B.topics", topic);
        try (RunningFlow flow = new RunningFlow(a, b, settings, offsets)) {
            PartitionEvent event = Trouble.awaited(EventKind.OFFSET_OUT_OF_RANGE, topic);

            assertThat(flow.tasks()).hasSize(1);
            assertThat(event.policy()).isEqualTo(EventPolicy.FAIL);
            assertThat(event.offsets().upstream()).isEqualTo(10);
            assertThat(event.offsets().upstreamEndExclusive()).isEqualTo(5_001);
        }
    }

    @Test
    void goesOnOnceRightsAreGivenBackWhileOthersNeverStop() throws Exception {
        a.createTopic("unread", 1);
        a.createTopic("unwritten", 1);
        a.createTopic("healthy", 1);
        List.of("unread", "unwritten", "healthy")
                .forEach(topic -> write(topic, 0, 10, 100, -1, 0, System.currentTimeMillis()));
        b.createTopic("A.unwritten", 1);
        AclBinding noRead = Trouble.denial("unread", AclOperation.READ);
        AclBinding noWrite = Trouble.denial("A.unwritten", AclOperation.WRITE);
        a.admin()
                .createAcls(List.of(Trouble.everything("unread"), noRead))
                .all()
                .get();
        b.admin()
                .createAcls(List.of(Trouble.everything("A.unwritten"), noWrite))
                .all()
                .get();

        try (RunningFlow flow = flow("unread,unwritten,healthy", Map.of("sync.topic.acls.enabled", "false"))) {
            assertThat(Trouble.awaited(EventKind.SOURCE_NOT_AUTHORIZED, "unread")
                            .offsets()
                            .upstream())
                    .isZero();
            assertThat(Trouble.awaited(EventKind.TARGET_NOT_AUTHORIZED, "unwritten")
                            .offsets()
                            .upstreamEndExclusive())
                    .isEqualTo(10);
            write("healthy", 0, 10, 100, -1, 0, System.currentTimeMillis());
            new CopyAt(b, "A.healthy").awaitRecords(20, PATIENCE);

            a.admin().deleteAcls(List.of(noRead.toFilter())).all().get();
            b.admin().deleteAcls(List.of(noWrite.toFilter())).all().get();

            new CopyAt(b, "A.unread").awaitRecords(10, PATIENCE);
            new CopyAt(b, "A.unwritten").awaitRecords(10, PATIENCE);
            Trouble.awaitWell(new TopicPartition("unread", 0));
            Trouble.awaitWell(new TopicPartition("unwritten", 0));
            flow.assertNoTaskFailed();
        }
    }

    @Test
    void saysThatAQuotaHoldsItBack() throws Exception {
        RecordSet records = RecordSet.of("throttled", 1, 200).shaped(new RecordShape(10_000, 0, 0, 0, LONG_AGO));
        a.createTopic(records.topic(), 1);
        TopicWriter.write(a.directProperties(), records, WriteStyle.codec("none"));
        ClientQuotaEntity user = new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, "mirror"));
        setQuota(user, 100_000.0);
        try (RunningFlow flow = flow(records.topic(), Map.of())) {
            PartitionEvent event = Trouble.awaited(EventKind.THROTTLED, records.topic());
            setQuota(user, null);
            CopyAt.of(b, records).awaitRecords(200, PATIENCE);

            assertThat(event.message()).contains("cluster B");
            flow.assertNoTaskFailed();
        } finally {
            setQuota(user, null);
        }
    }

    private static void setQuota(ClientQuotaEntity user, @Nullable Double bytesPerSecond) throws Exception {
        b.admin()
                .alterClientQuotas(List.of(new ClientQuotaAlteration(
                        user, List.of(new ClientQuotaAlteration.Op("producer_byte_rate", bytesPerSecond)))))
                .all()
                .get();
    }

    private static RunningFlow flow(String topics, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("A->B.topics", topics);
        settings.put("sync.topic.configs.enabled", "false");
        return new RunningFlow(a, b, settings);
    }

    /** Writes one batch; the record {@code odd} has another size, or, if that is large enough for one, another timestamp. */
    private static void write(String topic, int partition, int count, int size, int odd, long oddly, long now) {
        Map<String, Object> settings = new HashMap<>(a.directProperties());
        settings.put("batch.size", 1 << 20);
        settings.put("linger.ms", 500);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int number = 0; number < count; number++) {
                boolean isTime = number == odd && oddly >= LONG_AGO;
                int bytes = number == odd && !isTime ? (int) oddly : size;
                var unused = producer.send(
                        new ProducerRecord<>(topic, partition, isTime ? oddly : now, null, new byte[bytes]));
            }
        }
    }
}
