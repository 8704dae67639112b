package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventPolicy;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.source.trouble.SickPartitions;
import io.kagami.mirror.topology.Flow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Things that change under a flow that runs: each is said, and heals, while other partitions go on. */
class ChangesWhileRunningIT extends TwoClusters {

    private static final long LONG_AGO = 1_500_000_000_000L;

    @BeforeAll
    static void startClusters() {
        startSecured();
    }

    @Test
    void tellsALostRightFromADeletedTopicAndGoesOnOnceItIsGivenBack() throws Exception {
        a.createTopic("hidden", 1);
        a.createTopic("neighbour", 1);
        source("hidden").write(Lines.numbers(0, 5));
        List<AclBinding> rights = List.of(
                Trouble.everything("hidden"),
                Trouble.denial("hidden", AclOperation.READ),
                Trouble.denial("hidden", AclOperation.DESCRIBE));
        try (RunningFlow flow = flow("hidden,neighbour", Map.of())) {
            assertThat(copy("hidden").await(5)).hasSize(5);
            a.admin().createAcls(rights).all().get();
            PartitionEvent event = Trouble.awaited(EventKind.SOURCE_NOT_AUTHORIZED, "hidden");
            assertThat(event.offsets().upstream()).isEqualTo(5);
            TopicPartition partition = new TopicPartition("hidden", 0);
            awaitNotes(Set.of(partition), "hidden,neighbour");

            source("neighbour").write(Lines.numbers(0, 5));
            assertThat(copy("neighbour").await(5)).hasSize(5);
            write("hidden", List.of(now(), now(), now(), now()), 5);
            a.admin()
                    .deleteAcls(rights.stream().map(AclBinding::toFilter).toList())
                    .all()
                    .get();
            assertThat(copy("hidden").await(9)).isEqualTo(Lines.numbers(0, 9));
            Trouble.awaitWell(partition);
            awaitNotes(Set.of(), "hidden,neighbour");
            flow.assertNoTaskFailed();
        }
    }

    @Test
    void goesOnOnceATargetGivesBackTheRightsItTook() throws Exception {
        List.of("unwritable", "unseen", "unharmed").forEach(topic -> a.createTopic(topic, 1));
        List<AclBinding> rights = List.of(
                Trouble.everything("A.unwritable"),
                Trouble.denial("A.unwritable", AclOperation.WRITE),
                Trouble.everything("A.unseen"),
                Trouble.denial("A.unseen", AclOperation.DESCRIBE));
        List.of("unwritable", "unseen", "unharmed")
                .forEach(topic -> source(topic).write(Lines.numbers(0, 5)));
        try (RunningFlow flow = flow("unwritable,unseen,unharmed", Map.of())) {
            assertThat(copy("unwritable").await(5)).hasSize(5);
            assertThat(copy("unseen").await(5)).hasSize(5);
            b.admin().createAcls(rights).all().get();
            List.of("unwritable", "unseen", "unharmed")
                    .forEach(topic -> source(topic).write(Lines.numbers(5, 9)));

            Trouble.awaited(EventKind.TARGET_NOT_AUTHORIZED, "unwritable");
            assertThat(copy("unharmed").await(9)).hasSize(9);
            b.admin()
                    .deleteAcls(rights.stream().map(AclBinding::toFilter).toList())
                    .all()
                    .get();
            new CopyAt(b, "A.unwritable").awaitRecords(9, Trouble.PATIENCE);
            new CopyAt(b, "A.unseen").awaitRecords(9, Trouble.PATIENCE);
            assertThat(copy("unwritable").read()).isEqualTo(Lines.numbers(0, 9));
            assertThat(copy("unseen").read()).isEqualTo(Lines.numbers(0, 9));
            Trouble.awaitWell(new TopicPartition("unwritable", 0));
            Trouble.awaitWell(new TopicPartition("unseen", 0));
            flow.assertNoTaskFailed();
        }
    }

    @Test
    void forgetsWhatADeletedTopicWasSickOf() throws Exception {
        a.createTopic("unlucky", 1);
        a.createTopic("lucky", 1);
        b.createTopic("A.unlucky", 1, 1, Map.of("message.timestamp.before.max.ms", "86400000"));
        write("unlucky", List.of(now(), LONG_AGO), 0);
        source("lucky").write(Lines.numbers(0, 5));
        try (RunningFlow flow = flow("unlucky,lucky", Map.of())) {
            Trouble.awaited(EventKind.TIMESTAMP_REFUSED, "unlucky");
            awaitNotes(Set.of(new TopicPartition("unlucky", 0)), "unlucky,lucky");

            a.admin().deleteTopics(List.of("unlucky")).all().get();

            Trouble.awaitWell(new TopicPartition("unlucky", 0));
            awaitNotes(Set.of(), "unlucky,lucky");
            flow.assertNoTaskFailed();
        }
    }

    @Test
    void goesOnBehindRecordsThatWereDeletedWhileItCouldNotReadThem() throws Exception {
        a.createTopic("shortened", 1);
        source("shortened").write(Lines.numbers(0, 10));
        List<AclBinding> rights =
                List.of(Trouble.everything("shortened"), Trouble.denial("shortened", AclOperation.READ));
        a.createTopic("beside", 1);
        source("beside").write(Lines.numbers(0, 1));
        try (RunningFlow flow = flow("shortened,beside", Map.of())) {
            assertThat(copy("shortened").await(10)).hasSize(10);
            a.admin().createAcls(rights).all().get();
            Trouble.awaited(EventKind.SOURCE_NOT_AUTHORIZED, "shortened");
            source("shortened").write(Lines.numbers(10, 30));
            a.admin()
                    .deleteRecords(Map.of(new TopicPartition("shortened", 0), RecordsToDelete.beforeOffset(25)))
                    .all()
                    .get();
            a.admin()
                    .deleteAcls(rights.stream().map(AclBinding::toFilter).toList())
                    .all()
                    .get();

            PartitionEvent event = Trouble.awaited(EventKind.SOURCE_RECORDS_DELETED, "shortened");
            List<String> expected = new ArrayList<>(Lines.numbers(0, 10));
            expected.addAll(Lines.numbers(25, 30));
            assertThat(copy("shortened").await(15)).isEqualTo(expected);
            assertThat(event.offsets().upstream()).isEqualTo(10);
            assertThat(event.offsets().upstreamEndExclusive()).isEqualTo(25);
            flow.assertNoTaskFailed();
        }
    }

    @Test
    void copiesATopicThatWasCreatedAnewBehindTheOldOne() throws Exception {
        a.createTopic("again", 1);
        source("again").write(Lines.numbers(0, 20));
        try (RunningFlow flow = flow("again", Map.of())) {
            assertThat(copy("again").await(20)).hasSize(20);
            a.admin().deleteTopics(List.of("again")).all().get();
            Awaitility.await("the topic is gone")
                    .atMost(Trouble.PATIENCE)
                    .until(() -> !a.admin().listTopics().names().get().contains("again"));
            a.createTopic("again", 1);
            source("again").write(Lines.numbers(100, 110));

            PartitionEvent event = Trouble.awaited(EventKind.TOPIC_RECREATED, "again");
            List<String> expected = new ArrayList<>(Lines.numbers(0, 20));
            expected.addAll(Lines.numbers(100, 110));
            assertThat(copy("again").await(30)).isEqualTo(expected);
            assertThat(event.policy()).isEqualTo(EventPolicy.RESTART);
            assertThat(event.offsets().downstream()).isEqualTo(20);
            flow.assertNoTaskFailed();
        }
    }

    @Test
    void putsTheOneRecordAsideThatMakesAMergedBatchRefused() throws Exception {
        a.createTopic("merged", 1);
        b.createTopic("A.merged", 1, 1, Map.of("message.timestamp.before.max.ms", "86400000"));
        List<Long> times = new ArrayList<>();
        for (int number = 0; number < 200; number++) {
            times.add(number == 111 ? LONG_AGO : now());
        }
        write("merged", times, 0);
        try (RunningFlow flow = flow("merged", Map.of("on.timestamp-refused", "quarantine"))) {
            PartitionEvent event = Trouble.awaited(EventKind.TIMESTAMP_REFUSED, "merged");
            new CopyAt(b, "A.merged").awaitRecords(199, Trouble.PATIENCE);
            assertThat(event.offsets().upstream()).isEqualTo(111);
            assertThat(event.offsets().upstreamEndExclusive()).isEqualTo(112);
            flow.assertNoTaskFailed();
        }
        assertThat(Trouble.putAside(b, "merged", "kagami.offset")).containsExactly("111");
        List<String> expected = new ArrayList<>(Lines.numbers(0, 111));
        expected.addAll(Lines.numbers(112, 200));
        assertThat(copy("merged").await(199)).isEqualTo(expected);
    }

    private static void awaitNotes(Set<TopicPartition> sick, String topics) {
        Awaitility.await()
                .atMost(Trouble.PATIENCE)
                .untilAsserted(() -> assertThat(SickPartitions.read(config(topics)).keySet().stream()
                                .filter(partition -> topics.contains(partition.topic()))
                                .toList())
                        .hasSameElementsAs(sick));
    }

    private static FlowConfig config(String topics) {
        Map<String, String> file = new HashMap<>(RunningFlow.clients(a, b, Map.of("A->B.topics", topics)));
        file.put("clusters", "A, B");
        file.put("A->B.enabled", "true");
        return FlowConfig.from(MirrorConfig.parse(file).sourceConnectorProperties(Flow.of("A", "B")));
    }

    private static RunningFlow flow(String topics, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("A->B.topics", topics);
        settings.put("sync.topic.configs.enabled", "false");
        settings.put("sync.topic.acls.enabled", "false");
        return new RunningFlow(a, b, settings);
    }

    private static long now() {
        return System.currentTimeMillis();
    }

    /** Each in a batch of its own. */
    private static void write(String topic, List<Long> times, int from) {
        Map<String, Object> settings = new HashMap<>(a.directProperties());
        settings.put("batch.size", 0);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<String> lines = Lines.numbers(from, from + times.size());
            for (int number = 0; number < times.size(); number++) {
                var unused = producer.send(new ProducerRecord<>(
                        topic, 0, times.get(number), null, lines.get(number).getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private static Lines source(String topic) {
        return new Lines(a, topic, 0);
    }

    private static Lines copy(String topic) {
        return new Lines(b, "A." + topic, 0);
    }
}
