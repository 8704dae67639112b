package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Topics come, grow, change and go while a flow runs; no task is restarted for it. */
class TopicsFollowIT extends TwoClusters {

    /** The default interval and ten seconds for everything else. */
    private static final Duration SOON = Duration.ofSeconds(15);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster);
    }

    @Test
    void newTopicsPartitionsAndConfigsArriveWithinTheDefaultInterval() throws Exception {
        RecordSet old = write("follow-old", 2, 100);
        try (RunningFlow flow = new RunningFlow(a, b, Map.of("A->B.topics", "follow-.*", "tasks.max", "2"))) {
            CopyAt.of(b, old).awaitAll(old, PATIENCE);

            RecordSet fresh = write("follow-new", 2, 100);
            CopyAt.of(b, fresh).awaitAll(fresh, SOON);

            a.growTopic(old.topic(), 4);
            send(old.topic(), 3, "grown");
            CopyAt.of(b, old).awaitRecords(101, SOON);
            assertThat(b.partitionCount("A." + old.topic())).isEqualTo(4);

            setRetention(old.topic(), "1234567890");
            Awaitility.await()
                    .atMost(SOON)
                    .pollInterval(Duration.ofMillis(100))
                    .untilAsserted(
                            () -> assertThat(retention(b, "A." + old.topic())).isEqualTo("1234567890"));
            flow.assertNoTaskFailed();
            flow.compare(old.topic()).assertEqual();
        }
    }

    @Test
    void aTopicDeletedAndCreatedAgainIsCopiedFromItsStartBehindTheOldRecords() throws Exception {
        RecordSet old = write("again", 1, 100);
        CopyAt copy = CopyAt.of(b, old);
        try (RunningFlow flow = new RunningFlow(a, b, Map.of("A->B.topics", "again"))) {
            for (int round = 1; round <= 3; round++) {
                copy.awaitRecords(100L * round, PATIENCE);
                a.admin().deleteTopics(List.of("again")).all().get();
                Awaitility.await("the topic is gone")
                        .atMost(PATIENCE)
                        .until(() -> !a.admin().listTopics().names().get().contains("again"));
                write("again", 1, 100);
            }
            copy.awaitRecords(400, PATIENCE);
            Awaitility.await()
                    .during(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(copy.records()).isEqualTo(400));
            flow.assertNoTaskFailed();
        }
    }

    @Test
    void isQuietWhileNoTopicMatchesAndCopiesTheFirstThatDoes() {
        try (RunningFlow flow = new RunningFlow(a, b, Map.of("A->B.topics", "nothing-.*", "tasks.max", "2"))) {
            Awaitility.await().during(Duration.ofSeconds(2)).untilAsserted(flow::assertNoTaskFailed);

            RecordSet first = write("nothing-yet", 2, 100);

            CopyAt.of(b, first).awaitAll(first, SOON);
            flow.assertNoTaskFailed();
        }
    }

    private static RecordSet write(String topic, int partitions, long count) {
        RecordSet records = RecordSet.of(topic, partitions, count);
        a.createTopic(topic, partitions);
        TopicWriter.write(a.clientProperties(), records, WriteStyle.codec("none"));
        return records;
    }

    private static void send(String topic, int partition, String value) throws Exception {
        Map<String, Object> settings = new HashMap<>(a.clientProperties());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, partition, null, value)).get();
        }
    }

    private static void setRetention(String topic, String value) throws Exception {
        a.admin()
                .incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(new ConfigEntry("retention.ms", value), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    private static String retention(EmbeddedCluster cluster, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return cluster.admin()
                .describeConfigs(List.of(resource))
                .all()
                .get()
                .values()
                .iterator()
                .next()
                .get("retention.ms")
                .value();
    }
}
