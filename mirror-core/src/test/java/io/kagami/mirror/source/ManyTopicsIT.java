package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ManyTopicsIT {

    private static final int TOPICS = 200;
    private static final int PARTITIONS = 5;
    private static final int RECORDS_EACH = 3;

    @Test
    void copiesTwoHundredTopicsOfFivePartitions() throws Exception {
        try (EmbeddedCluster a = EmbeddedCluster.builder().name("A").start();
                EmbeddedCluster b = EmbeddedCluster.builder().name("B").start()) {
            List<String> topics = IntStream.range(0, TOPICS)
                    .mapToObj(number -> "many-" + number)
                    .toList();
            a.admin()
                    .createTopics(topics.stream()
                            .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
            ends(a.admin(), topics, "");
            write(a, topics);
            long begin = System.nanoTime();
            try (RunningFlow flow = new RunningFlow(a, b, Map.of("A->B.topics", "many-.*", "tasks.max", "4"))) {
                Awaitility.await()
                        .atMost(Duration.ofMinutes(3))
                        .pollInterval(Duration.ofMillis(250))
                        .ignoreExceptions()
                        .untilAsserted(() -> {
                            flow.assertNoTaskFailed();
                            assertThat(ends(b.admin(), topics, "A.")).containsExactly((long) RECORDS_EACH);
                        });
                System.out.printf(
                        "%d topics x %d partitions copied %d ms after the start%n",
                        TOPICS, PARTITIONS, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
                flow.compare("many-77").assertEqual();
            }
        }
    }

    private static void write(EmbeddedCluster cluster, List<String> topics) {
        Map<String, Object> settings = new HashMap<>(cluster.clientProperties());
        settings.put("linger.ms", "100");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String topic : topics) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    for (int record = 0; record < RECORDS_EACH; record++) {
                        var unused = producer.send(new ProducerRecord<>(topic, partition, null, new byte[100]));
                    }
                }
            }
        }
    }

    /** The different log ends the partitions have. */
    private static Set<Long> ends(Admin admin, List<String> topics, String prefix) throws Exception {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (String topic : topics) {
            IntStream.range(0, PARTITIONS)
                    .forEach(
                            partition -> asked.put(new TopicPartition(prefix + topic, partition), OffsetSpec.latest()));
        }
        return admin.listOffsets(asked).all().get().values().stream()
                .map(end -> end.offset())
                .collect(Collectors.toSet());
    }
}
