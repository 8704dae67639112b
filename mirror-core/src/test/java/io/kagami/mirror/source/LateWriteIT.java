package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.batch.BatchReader;
import io.kagami.mirror.batch.BatchSink;
import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.batch.format.BatchLimits;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventPolicy;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.position.OffsetSyncTopic;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.wire.produce.AppendListener;
import io.kagami.mirror.wire.produce.Refusal;
import io.kagami.mirror.wire.produce.TargetProducer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A request that a process of the flow sent long ago reaches a target that has forgotten who writes there. */
class LateWriteIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final TopicPartition COPY = new TopicPartition("A.belated", 0);

    @Test
    void isSaidThoughNothingIsCopiedAnyMoreAndCopyingGoesOnBehindIt() throws Exception {
        Map<String, String> forgetful =
                Map.of("producer.id.expiration.ms", "1000", "producer.id.expiration.check.interval.ms", "500");
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("A").start();
                EmbeddedCluster b = EmbeddedCluster.builder()
                        .name("B")
                        .properties(forgetful)
                        .start()) {
            a.createTopic("belated", 1);
            new Lines(a, "belated", 0).write(Lines.numbers(0, 5), System.currentTimeMillis() - 7_200_000);
            try (RunningFlow flow = new RunningFlow(a, b, Map.of("A->B.topics", "belated"))) {
                assertThat(new Lines(b, "A.belated", 0).await(5)).hasSize(5);
                awaitForgotten(b);
                writeLate(a, b);

                Awaitility.await()
                        .atMost(PATIENCE)
                        .untilAsserted(() -> Trouble.awaited(EventKind.LATE_WRITE, "belated"));
                PartitionEvent event = Trouble.awaited(EventKind.LATE_WRITE, "belated");
                assertThat(event.policy()).isEqualTo(EventPolicy.CONTINUE);
                assertThat(event.offsets().downstream()).isEqualTo(5);
                assertThat(event.message()).contains("3 records");
                new Lines(a, "belated", 0).write(Lines.numbers(5, 7));
                assertThat(new Lines(b, "A.belated", 0).await(10))
                        .containsExactly("0", "1", "2", "3", "4", "0", "1", "2", "5", "6");
                flow.assertNoTaskFailed();
            }
        }
    }

    private static void awaitForgotten(EmbeddedCluster b) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> b.admin()
                        .describeProducers(List.of(COPY))
                        .partitionResult(COPY)
                        .get()
                        .activeProducers()
                        .isEmpty());
    }

    private static void writeLate(EmbeddedCluster a, EmbeddedCluster b) throws InterruptedException {
        Map<String, Object> client = new HashMap<>(b.clientProperties());
        client.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        client.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        ProducerPosition ours = new OffsetSyncLog(OffsetSyncTopic.of(config(a, b)))
                .read()
                .flowProducer()
                .orElseThrow();
        CountDownLatch taken = new CountDownLatch(1);
        try (TargetProducer late = new TargetProducer(
                new ClusterAlias("B"), new ProducerConfig(client), topic -> true, new Taken(taken), "late")) {
            late.open(COPY, ours.at(0));
            late.send(COPY, List.of(batch(3, System.currentTimeMillis() + 1_800_000)));
            assertThat(taken.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static FlowConfig config(EmbeddedCluster a, EmbeddedCluster b) {
        Map<String, String> file = new HashMap<>(RunningFlow.clients(a, b, Map.of("A->B.topics", "belated")));
        file.put("clusters", "A, B");
        file.put("A->B.enabled", "true");
        return FlowConfig.from(MirrorConfig.parse(file).sourceConnectorProperties(Flow.of("A", "B")));
    }

    private static OutgoingBatch batch(int count, long timestamp) {
        SimpleRecord[] records = new SimpleRecord[count];
        for (int number = 0; number < count; number++) {
            records[number] =
                    new SimpleRecord(timestamp, null, Integer.toString(number).getBytes(StandardCharsets.UTF_8));
        }
        MemoryRecords source = MemoryRecords.withRecords(0, Compression.NONE, records);
        List<OutgoingBatch> read = new ArrayList<>();
        new BatchReader(BatchLimits.defaults()).read(source.buffer(), 0, 0, List.of(), new BatchSink() {
            @Override
            public void batch(OutgoingBatch batch) {
                read.add(batch);
            }

            @Override
            public void advancedTo(long upstreamOffsetExclusive) {}
        });
        return read.get(0);
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
