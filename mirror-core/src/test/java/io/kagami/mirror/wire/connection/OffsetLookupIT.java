package io.kagami.mirror.wire.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.wire.connection.OffsetQuestion.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Test;

class OffsetLookupIT {

    private static final RecordSet RECORDS = RecordSet.of("topic", 2, 100);
    private static final TopicPartition ASKED_TWICE = new TopicPartition("topic", 0);
    private static final TopicPartition CANCELLED = new TopicPartition("topic", 1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void answersAllWhoAskForOnePartitionAtOnceAndNobodyWhoCancelled() throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder().name("a").start()) {
            cluster.createTopic(RECORDS.topic(), 2);
            TopicWriter.write(cluster.clientProperties(), RECORDS, WriteStyle.codec("none"));
            try (ClusterConnection connection = connect(cluster)) {
                OffsetLookup offsets = new OffsetLookup(connection);
                List<Long> answers = new ArrayList<>();
                List<Long> unwanted = new ArrayList<>();

                // When a broker would refuse a request that names a partition twice
                offsets.ask(ASKED_TWICE, Position.LOG_END, answers::add);
                offsets.ask(ASKED_TWICE, Position.LOG_END, answers::add);
                offsets.ask(CANCELLED, Position.LOG_END, unwanted::add);
                offsets.cancel(CANCELLED);
                offsets.ask(CANCELLED, Position.EARLIEST, answers::add);
                pollUntil(() -> answers.size() == 3, connection, offsets);

                // Then
                long end = endOffset(cluster);
                assertThat(answers).containsExactlyInAnyOrder(end, end, 0L);
                assertThat(unwanted).isEmpty();
                assertThat(offsets.idle()).isTrue();
            }
        }
    }

    private static void pollUntil(BooleanSupplier over, ClusterConnection connection, OffsetLookup offsets) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!over.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time until answered").isLessThan(deadline);
            offsets.sendDue(Time.SYSTEM.milliseconds());
            connection.poll(50);
        }
    }

    private static long endOffset(EmbeddedCluster cluster) throws InterruptedException, ExecutionException {
        return cluster.admin()
                .listOffsets(Map.of(ASKED_TWICE, OffsetSpec.latest()))
                .partitionResult(ASKED_TWICE)
                .get()
                .offset();
    }

    private static ClusterConnection connect(EmbeddedCluster cluster) {
        Map<String, Object> client = new HashMap<>(cluster.clientProperties());
        client.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        client.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return ClusterConnection.open(
                new ClusterAlias("A"),
                new ProducerConfig(client),
                5,
                Duration.ofMinutes(5),
                topic -> true,
                AnswerMemory.fresh(),
                Time.SYSTEM);
    }
}
