package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.batch.SourceBatches;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventPolicy;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.position.OffsetSyncTopic;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.wire.produce.AppendListener;
import io.kagami.mirror.wire.produce.Refusal;
import io.kagami.mirror.wire.produce.TargetProducer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that a process of the flow sent long ago reaches a target that has forgotten who writes there. */
class LateWriteIT extends TwoClusters {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String IDENTITY = "org.apache.kafka.connect.mirror.IdentityReplicationPolicy";

    @BeforeAll
    static void startClusters() {
        a = EmbeddedCluster.builder().name("A").start();
        b = forgetful(EmbeddedCluster.builder().name("B")).start();
    }

    @Test
    void isSaidThoughNothingIsCopiedAnyMoreAndCopyingGoesOnBehindIt() throws Exception {
        Late late = new Late("belated", false);
        try (RunningFlow flow = late.flow()) {
            assertThat(late.copy().await(5)).hasSize(5);
            late.writes();

            late.assertSaid(5);
            late.source().write(Lines.numbers(5, 7));
            assertThat(late.copy().await(10)).containsExactly("0", "1", "2", "3", "4", "0", "1", "2", "5", "6");
            flow.assertNoTaskFailed();
        }
    }

    @Test
    void isToldFromRecordsOfOthersWhereTheyWriteToTheCopyToo() throws Exception {
        Late late = new Late("belated-among-others", true);
        try (RunningFlow flow = late.flow()) {
            assertThat(late.copy().await(5)).hasSize(5);
            late.copy().write(List.of("x", "y"));
            late.writes();
            late.copy().write(List.of("z"));

            late.assertSaid(7);
            late.source().write(Lines.numbers(5, 7));
            assertThat(late.copy().await(13))
                    .containsExactly("0", "1", "2", "3", "4", "x", "y", "0", "1", "2", "z", "5", "6");
            flow.assertNoTaskFailed();
        }
        assertThat(Trouble.all(EventKind.LATE_WRITE, late.topic)).hasSize(1);
        assertThat(Trouble.all(EventKind.FOREIGN_WRITE, late.topic)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isSaidAtTheNextStartThoughNothingRanWhenItCame(boolean identity) throws Exception {
        Late late = new Late("belated-while-stopped-" + identity, identity);
        Map<Map<String, ?>, Map<String, ?>> offsets = TaskDriver.noOffsets();
        try (RunningFlow flow = late.flow(offsets)) {
            assertThat(late.copy().await(5)).hasSize(5);
            flow.assertNoTaskFailed();
        }
        late.writes();
        late.source().write(Lines.numbers(5, 7));
        try (RunningFlow flow = late.flow(offsets)) {
            late.assertSaid(5);
            assertThat(late.copy().await(10)).containsExactly("0", "1", "2", "3", "4", "0", "1", "2", "5", "6");
            flow.assertNoTaskFailed();
        }
    }

    @Test
    void stopsThePartitionWhereThatIsWanted() throws Exception {
        Late late = new Late("belated-and-stopped", true);
        late.settings.put("A->B.on.late-write", "fail");
        try (RunningFlow flow = late.flow()) {
            assertThat(late.copy().await(5)).hasSize(5);
            late.writes();

            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> Trouble.sick(new TopicPartition(late.topic, 0))
                            .filter(event -> event.kind() == EventKind.LATE_WRITE)
                            .isPresent());
            assertThat(flow.tasks()).hasSize(1);
        }
    }

    /** Five old records are copied; of the first three, a request comes again once the target has forgotten us. */
    private static final class Late {
        private final String topic;
        private final TopicPartition partition;
        private final Map<String, String> settings = new HashMap<>();

        Late(String topic, boolean identity) {
            this.topic = topic;
            this.partition = new TopicPartition(identity ? topic : "A." + topic, 0);
            settings.put("A->B.topics", topic);
            if (identity) {
                settings.put("replication.policy.class", IDENTITY);
            }
            a.createTopic(topic, 1);
            source().write(Lines.numbers(0, 5), System.currentTimeMillis() - 7_200_000);
        }

        RunningFlow flow() {
            return flow(TaskDriver.noOffsets());
        }

        RunningFlow flow(Map<Map<String, ?>, Map<String, ?>> offsets) {
            return new RunningFlow(a, b, settings, offsets);
        }

        Lines source() {
            return new Lines(a, topic, 0);
        }

        Lines copy() {
            return new Lines(b, partition.topic(), 0);
        }

        void writes() throws InterruptedException {
            awaitForgotten(partition);
            writeLate(partition, RunningFlow.config(a, b, settings));
        }

        void assertSaid(long downstream) {
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> Trouble.awaited(EventKind.LATE_WRITE, topic));
            PartitionEvent event = Trouble.awaited(EventKind.LATE_WRITE, topic);
            assertThat(event.policy()).isEqualTo(EventPolicy.CONTINUE);
            assertThat(event.offsets().downstream()).isEqualTo(downstream);
            assertThat(event.message()).contains("3 records");
        }
    }

    private static void awaitForgotten(TopicPartition copy) {
        Awaitility.await("the target has forgotten the producer")
                .atMost(PATIENCE)
                .until(() -> b.admin()
                        .describeProducers(List.of(copy))
                        .partitionResult(copy)
                        .get()
                        .activeProducers()
                        .isEmpty());
    }

    private static void writeLate(TopicPartition copy, FlowConfig config) throws InterruptedException {
        Map<String, Object> client = new HashMap<>(b.clientProperties());
        client.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        client.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        ProducerPosition ours = new OffsetSyncLog(OffsetSyncTopic.of(config))
                .read()
                .flowProducer()
                .orElseThrow();
        CountDownLatch taken = new CountDownLatch(1);
        try (TargetProducer late = new TargetProducer(
                new ClusterAlias("B"), new ProducerConfig(client), topic -> true, new Taken(taken), "late")) {
            late.open(copy, ours.at(0));
            late.send(copy, List.of(batch(3, System.currentTimeMillis() + 1_800_000)));
            assertThat(taken.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static OutgoingBatch batch(int count, long timestamp) {
        SimpleRecord[] records = new SimpleRecord[count];
        for (int number = 0; number < count; number++) {
            records[number] =
                    new SimpleRecord(timestamp, null, Integer.toString(number).getBytes(StandardCharsets.UTF_8));
        }
        return SourceBatches.outgoing(SourceBatches.plain(0, CompressionType.NONE, records));
    }

    private record Taken(CountDownLatch latch) implements AppendListener {

        @Override
        public void appended(TopicPartition partition, OutgoingBatch batch, long baseOffset) {
            latch.countDown();
        }

        @Override
        public void refused(TopicPartition partition, OutgoingBatch batch, Refusal refusal) {}

        @Override
        public void stalled(TopicPartition partition, Errors error) {}

        @Override
        public void throttled(TopicPartition one, int delayMs) {}

        @Override
        public void tooLarge(TopicPartition partition, int sizeInBytes) {}

        @Override
        public void failed(Throwable cause) {}
    }
}
