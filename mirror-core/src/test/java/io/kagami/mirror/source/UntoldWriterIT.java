package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.source.trouble.Rest;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A flow that may write its copies but not read them, so that the target does not tell it who wrote what. */
class UntoldWriterIT extends TwoClusters {

    /** Copies at rest are looked at once a minute, or sooner. */
    private static final Duration NOTICED = Duration.ofMinutes(2);
    /** Longer than a sick partition rests before it is looked at again. */
    private static final Duration TRIED_AGAIN = Rest.of(Duration.ofSeconds(30)).plusSeconds(10);

    private static final List<String> TOPICS = List.of("busy", "at-rest");
    private static final List<String> STRANGERS = List.of("s", "s", "s", "s", "s");

    @BeforeAll
    static void startClusters() {
        a = EmbeddedCluster.builder().name("A").start();
        b = secured(EmbeddedCluster.builder().name("B")).start();
    }

    @Test
    void neverTakesRecordsOfOthersForItsOwnOnceItHasSeenThem() throws Exception {
        a.createTopic("healthy", 1);
        write("healthy", 0, 1);
        for (String topic : TOPICS) {
            a.createTopic(topic, 1);
            b.createTopic("A." + topic, 1);
            b.admin()
                    .createAcls(List.of(Trouble.everything("A." + topic), noRead(topic)))
                    .all()
                    .get();
            write(topic, 0, 10);
        }
        try (RunningFlow flow = flow("fail")) {
            for (String topic : TOPICS) {
                awaitCopied(topic, 10);
                new Lines(b, "A." + topic, 0).write(STRANGERS);
            }
            write("busy", 10, 20);
            awaitSick();
            TOPICS.forEach(topic -> write(topic, topic.equals("busy") ? 20 : 10, 30));
            assertStaySick();
            flow.assertNoTaskFailed();
        }
        try (RunningFlow flow = flow("fail")) {
            assertStaySick();
            flow.assertNoTaskFailed();
        }
        for (String topic : TOPICS) {
            b.admin().deleteAcls(List.of(noRead(topic).toFilter())).all().get();
        }
        List<String> expected = new ArrayList<>(Lines.numbers(0, 10));
        expected.addAll(STRANGERS);
        expected.addAll(Lines.numbers(10, 30));
        try (RunningFlow flow = flow("continue")) {
            for (String topic : TOPICS) {
                assertThat(new Lines(b, "A." + topic, 0).await(35)).isEqualTo(expected);
            }
            flow.assertNoTaskFailed();
        }
    }

    private static AclBinding noRead(String topic) {
        return Trouble.denial("A." + topic, AclOperation.READ);
    }

    private static void write(String topic, int from, int toExclusive) {
        new Lines(a, topic, 0).write(Lines.numbers(from, toExclusive));
    }

    private static RunningFlow flow(String policy) {
        return new RunningFlow(
                a,
                b,
                Map.of(
                        "A->B.topics",
                        "healthy," + String.join(",", TOPICS),
                        "A->B.on.foreign-write",
                        policy,
                        "sync.topic.acls.enabled",
                        "false"));
    }

    private static void awaitCopied(String topic, int records) {
        Awaitility.await()
                .atMost(Trouble.PATIENCE)
                .ignoreExceptions()
                .until(() -> Trouble.read(b, "A." + topic).size() == records);
    }

    private static void awaitSick() {
        Awaitility.await().atMost(NOTICED).until(UntoldWriterIT::areSick);
    }

    private static void assertStaySick() {
        awaitSick();
        Awaitility.await()
                .during(TRIED_AGAIN)
                .atMost(TRIED_AGAIN.multipliedBy(2))
                .until(UntoldWriterIT::areSick);
    }

    private static boolean areSick() {
        return TOPICS.stream()
                .allMatch(topic -> Trouble.sick(new TopicPartition(topic, 0))
                        .filter(event -> event.kind() == EventKind.FOREIGN_WRITE)
                        .isPresent());
    }
}
