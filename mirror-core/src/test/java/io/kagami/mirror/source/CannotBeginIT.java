package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.FlowEvents;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A task that cannot begin does not look as if it ran: within a minute or a little more it fails and says why. */
class CannotBeginIT extends TwoClusters {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");

    @BeforeAll
    static void startClusters() {
        startSecured();
    }

    @Test
    void failsForAWrongPasswordAMissingRightALogThatExpiresAndATopicThatNobodyCreates() throws Exception {
        a.createTopic("orders", 1);
        a.createTopic("invoices", 1);
        b.createTopic("mm2-kagami-syncs.A.internal", 1, 1, COMPACTED);
        b.createTopic("mm2-kagami-syncs.C.internal", 1, 1, COMPACTED);
        b.createTopic("mm2-kagami-syncs.D.internal", 1);
        b.admin()
                .createAcls(List.of(
                        Trouble.everything("mm2-kagami-syncs.C.internal"),
                        Trouble.denial("mm2-kagami-syncs.C.internal", AclOperation.READ),
                        cluster(AclOperation.ALL, AclPermissionType.ALLOW),
                        cluster(AclOperation.CREATE, AclPermissionType.DENY),
                        Trouble.everything("A.invoices"),
                        Trouble.denial("A.invoices", AclOperation.CREATE)))
                .all()
                .get();

        // All at once, as each takes a minute
        try (RunningFlow wrongTarget = flow("A", Map.of("B.sasl.jaas.config", wrong(b)));
                RunningFlow noRight = flow("C", Map.of());
                RunningFlow wrongSource = flow("A", Map.of("A.sasl.jaas.config", wrong(a)));
                RunningFlow expiring = flow("D", Map.of());
                RunningFlow nobodyCreates = flow("A", Map.of("A->B.topics", "invoices"))) {
            assertThat(failure(wrongTarget))
                    .contains(
                            "cannot tell the clusters apart for 60 s",
                            "cluster B",
                            "it refuses user mirror (SASL_SSL, PLAIN): Authentication failed");
            assertThat(failure(noRight))
                    .contains("cannot ", " for 60 s: Not authorized", "mm2-kagami-syncs.C.internal");
            assertThat(failure(expiring))
                    .contains("mm2-kagami-syncs.D.internal has cleanup.policy=delete", "cleanup.policy=compact");
            assertThat(failure(wrongSource))
                    .contains("cannot tell the clusters apart for 60 s", "cluster A", "uthentication failed");
            assertThat(failure(nobodyCreates)).contains("target-topic-missing", "A.invoices-0");
        }
    }

    @Test
    void saysThatItMayNotSeeWhatMirrorMakerHasCopiedAndGoesOnBehindThatOnceItMay() throws Exception {
        String theirs = "mm2-offsets.M.internal";
        b.createTopic(theirs, 1, 1, COMPACTED);
        new Lines(b, theirs, 0)
                .writeKeyed(
                        "[\"MirrorSourceConnector\",{\"cluster\":\"M\",\"partition\":0,\"topic\":\"read\"}]",
                        "{\"offset\":9}");
        a.createTopic("new", 1); // copied all the while: a task whose partitions are all sick ends
        for (String topic : List.of("read", "shown")) {
            a.createTopic(topic, 1);
            b.createTopic("M." + topic, 1);
            new Lines(a, topic, 0).write(Lines.numbers(0, 10));
            new Lines(b, "M." + topic, 0).write(Lines.numbers(0, 10));
        }
        AclBinding unreadable = Trouble.denial(theirs, AclOperation.READ);
        AclBinding hidden = Trouble.denial(theirs, AclOperation.DESCRIBE);
        b.admin()
                .createAcls(List.of(Trouble.everything(theirs), unreadable))
                .all()
                .get();

        try (RunningFlow flow = flow("M", Map.of("M->B.topics", "read, new", "sync.topic.acls.enabled", "false"))) {
            PartitionEvent event = awaited(EventKind.TARGET_NOT_AUTHORIZED, "read");
            assertThat(event.line()).contains("MirrorMaker 2 may have copied", "grant READ", theirs);
            b.admin().deleteAcls(List.of(unreadable.toFilter())).all().get();
            new Lines(a, "read", 0).write(Lines.numbers(10, 15));
            new CopyAt(b, "M.read").awaitRecords(15, PATIENCE);
            assertThat(new Lines(b, "M.read", 0).read()).isEqualTo(Lines.numbers(0, 15));
            assertThat(flow.settings()).isNotEmpty();
        }
        b.admin().createAcls(List.of(hidden)).all().get();
        try (RunningFlow flow = flow("M", Map.of("M->B.topics", "shown", "sync.topic.acls.enabled", "false"))) {
            PartitionEvent event = awaited(EventKind.POSITION_UNCERTAIN, "shown");
            assertThat(event.line()).contains("whether MirrorMaker 2 wrote it cannot be told", "grant READ", theirs);
            assertThat(new Lines(b, "M.shown", 0).await(20)).hasSize(20);
            flow.assertNoTaskFailed();
        }
    }

    private static PartitionEvent awaited(EventKind kind, String topic) {
        return Awaitility.await(kind + " of " + topic)
                .atMost(PATIENCE)
                .until(
                        () -> FlowEvents.of(Flow.of("M", "B")).recent().stream()
                                .filter(event -> event.kind() == kind
                                        && event.source().topic().equals(topic))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static AclBinding cluster(AclOperation operation, AclPermissionType permission) {
        return new AclBinding(
                new ResourcePattern(ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL),
                new AccessControlEntry("User:mirror", "*", operation, permission));
    }

    private static String failure(RunningFlow flow) {
        Awaitility.await("the task fails")
                .atMost(PATIENCE)
                .until(() -> flow.tasks().get(0).failure() != null);
        return String.valueOf(
                Objects.requireNonNull(flow.tasks().get(0).failure()).getMessage());
    }

    private static String wrong(EmbeddedCluster cluster) {
        return Objects.requireNonNull(cluster.clientProperties().get("sasl.jaas.config"))
                .replace("mirror-secret", "wrong");
    }

    /** From cluster a under a name of its own, and so with a log of positions of its own. */
    private static RunningFlow flow(String source, Map<String, String> more) {
        Flow flow = Flow.of(source, "B");
        Map<String, String> file = new HashMap<>();
        a.clientProperties().forEach((key, value) -> file.put(source + "." + key, value));
        b.clientProperties().forEach((key, value) -> file.put("B." + key, value));
        file.put("clusters", source + ", B");
        file.put(flow + ".topics", "orders");
        file.putAll(more);
        return new RunningFlow(flow, file, TaskDriver.noOffsets());
    }
}
