package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    @BeforeAll
    static void startClusters() {
        startSecured();
    }

    @Test
    void failsForAWrongPasswordAMissingRightAndATopicThatNobodyCreates() throws Exception {
        a.createTopic("orders", 1);
        a.createTopic("invoices", 1);
        AclBinding noSyncs = Trouble.denial("mm2-kagami-syncs.A.internal", AclOperation.READ);
        b.admin()
                .createAcls(List.of(Trouble.everything("mm2-kagami-syncs.A.internal"), noSyncs))
                .all()
                .get();
        try (RunningFlow wrongTarget = flow("B.sasl.jaas.config", wrong(b));
                RunningFlow noRight = flow("tasks.max", "1")) {
            assertThat(failure(wrongTarget)).contains("cannot read positions for 60 s", "uthentication failed");
            assertThat(failure(noRight))
                    .contains("cannot ", " for 60 s: Not authorized", "mm2-kagami-syncs.A.internal");
        }
        b.admin().deleteAcls(List.of(noSyncs.toFilter())).all().get();
        b.admin()
                .createAcls(List.of(
                        cluster(AclOperation.ALL, AclPermissionType.ALLOW),
                        cluster(AclOperation.CREATE, AclPermissionType.DENY),
                        Trouble.everything("A.invoices"),
                        Trouble.denial("A.invoices", AclOperation.CREATE)))
                .all()
                .get();
        try (RunningFlow wrongSource = flow("A.sasl.jaas.config", wrong(a));
                RunningFlow nobodyCreates = flow("A->B.topics", "invoices")) {
            assertThat(failure(wrongSource)).contains("cannot read from the source A for 60 s", "uthentication failed");
            assertThat(failure(nobodyCreates)).contains("target-topic-missing", "A.invoices-0");
        }
    }

    private static AclBinding cluster(AclOperation operation, AclPermissionType permission) {
        return new AclBinding(
                new ResourcePattern(ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL),
                new AccessControlEntry("User:mirror", "*", operation, permission));
    }

    private static String failure(RunningFlow flow) {
        Awaitility.await().atMost(PATIENCE).until(() -> flow.tasks().get(0).failure() != null);
        return String.valueOf(
                Objects.requireNonNull(flow.tasks().get(0).failure()).getMessage());
    }

    private static String wrong(EmbeddedCluster cluster) {
        return Objects.requireNonNull(cluster.clientProperties().get("sasl.jaas.config"))
                .replace("mirror-secret", "wrong");
    }

    private static RunningFlow flow(String key, String value) {
        Map<String, String> file = new HashMap<>(RunningFlow.clients(a, b, Map.of("A->B.topics", "orders")));
        file.put(key, value);
        return new RunningFlow(Flow.of("A", "B"), file, TaskDriver.noOffsets());
    }
}
