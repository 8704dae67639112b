package io.kagami.mirror.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.checkpoint.position.PositionPlan;
import io.kagami.mirror.checkpoint.position.PositionPlan.Move;
import io.kagami.mirror.checkpoint.state.Way;
import io.kagami.mirror.runtime.deployment.ConnectorAction;
import io.kagami.mirror.sync.SyncFailure.OfTopic;
import io.kagami.mirror.sync.SyncPlan;
import io.kagami.mirror.sync.plan.Remark.InsyncLimited;
import io.kagami.mirror.sync.plan.Remark.TargetAhead;
import io.kagami.mirror.sync.plan.TopicAction.AddPartitions;
import io.kagami.mirror.sync.plan.TopicAction.AlterConfigs;
import io.kagami.mirror.sync.plan.TopicAction.CreateAcls;
import io.kagami.mirror.sync.plan.TopicAction.CreateTopic;
import io.kagami.mirror.sync.plan.TopicAction.ValueChange;
import io.kagami.mirror.sync.plan.TopicPlan;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dkagami.golden.write=true} to write the files anew. */
class PlanOutputTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "io", "kagami", "mirror", "cli", "plan");
    private static final Flow FLOW = Flow.of("A", "B");
    private static final ClusterAlias B = new ClusterAlias("B");
    private static final String CONNECTOR = "A.MirrorSourceConnector";

    @Test
    void theTextNamesEveryChangeWithItsOldAndNewValues() throws IOException {
        assertGolden("plan.txt", PlanText.of(everything()));
    }

    @Test
    void theJsonHoldsTheSame() throws IOException {
        assertGolden("plan.json", PlanJson.of(everything()));
    }

    @Test
    void saysThatNothingChanges() throws IOException {
        MirrorPlan none =
                new MirrorPlan("mirror.properties", List.of(new PlanPart("A->B", List.of(), List.of(), List.of())));

        assertThat(PlanText.of(none)).isEqualTo("No change.\n");
        assertGolden("no-change.json", PlanJson.of(none));
    }

    @Test
    void doesNotSayThatNothingChangesWhereItDoesNotKnow() {
        MirrorPlan unknown = new MirrorPlan(
                "mirror.properties", List.of(new PlanPart("A->B", List.of(), List.of(), List.of("cannot read x"))));

        assertThat(PlanText.of(unknown)).isEqualTo("""
                A->B
                  ? cannot read x

                No change, as far as could be found out.
                """);
    }

    private static MirrorPlan everything() {
        PartWriter flow = new PartWriter("A->B");
        flow.change(new InternalTopic(B, "mm2-kagami-syncs.A.internal", 1, Optional.of((short) 3)).creation());
        SyncPlan topics = topics();
        flow.changes(new TopicChanges(B).of(topics));
        flow.remarks(TopicChanges.remarks(topics));
        flow.problems(TopicChanges.problems(topics));
        flow.changes(new GroupChanges(FLOW, Set.of("A.orders")).of(groups()));
        flow.problems(new GroupChanges(FLOW, Set.of()).problems(groups()));
        connectors().forEach(flow::change);
        PartWriter worker = new PartWriter("worker of B");
        worker.changes(InternalTopic.of(
                        B,
                        Map.of(
                                "config.storage.topic",
                                "kagami-configs.internal",
                                "offset.storage.topic",
                                "kagami-offsets.internal",
                                "status.storage.topic",
                                "kagami-status.internal",
                                "status.storage.replication.factor",
                                "-1"))
                .stream()
                .map(InternalTopic::creation)
                .toList());
        return new MirrorPlan("mirror.properties", List.of(flow.part(), worker.part()));
    }

    private static SyncPlan topics() {
        TopicPlan plan = new TopicPlan(
                List.of(
                        new CreateTopic(
                                "A.orders", 3, (short) 2, Map.of("retention.ms", "1000", "cleanup.policy", "compact")),
                        new CreateTopic("A.clicks", 1, (short) -1, Map.of())),
                List.of(new AddPartitions("A.payments", 2, 4)),
                List.of());
        AlterConfigs alteration = new AlterConfigs(
                "A.payments",
                Map.of("retention.ms", new ValueChange("1000", "2000"), "segment.ms", new ValueChange(null, "60000")),
                Map.of("max.message.bytes", "5000"));
        CreateAcls rules = new CreateAcls(
                "A.orders",
                List.of(
                        binding("User:alice", AclPermissionType.ALLOW, AclOperation.READ),
                        binding("User:alice", AclPermissionType.ALLOW, AclOperation.DESCRIBE),
                        binding("User:bob", AclPermissionType.DENY, AclOperation.ALL)));
        OfTopic unread = new OfTopic(
                new ClusterAlias("A"), "describe topics", "secret", new TopicAuthorizationException(Set.of("secret")));
        return new SyncPlan(
                plan,
                List.of(alteration),
                List.of(rules),
                List.of(new TargetAhead("letters", 1, "A.letters", 4), new InsyncLimited("A.payments", 2, 1)),
                List.of(unread));
    }

    private static AclBinding binding(String principal, AclPermissionType permission, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, "A.orders", PatternType.LITERAL),
                new AccessControlEntry(principal, "*", operation, permission));
    }

    private static PositionPlan groups() {
        return new PositionPlan(
                Way.FORWARD,
                Map.of(
                        "billing",
                        List.of(
                                new Move(new TopicPartition("A.payments", 0), OptionalLong.of(3), 50),
                                new Move(new TopicPartition("A.payments", 1), OptionalLong.empty(), 7))),
                Map.of(
                        "audit",
                        Set.of(new TopicPartition("A.orders", 0)),
                        "empty-for-ever",
                        Set.of(new TopicPartition("A.payments", 1))),
                Map.of("hidden", "not authorized"));
    }

    private static List<Change> connectors() {
        Map<String, String> before = Map.of("tasks.max", "1", "source.cluster.sasl.jaas.config", "old secret");
        Map<String, String> after =
                Map.of("tasks.max", "4", "source.cluster.sasl.jaas.config", "new secret", "topics", "orders");
        ConnectorChanges words = new ConnectorChanges(B, Map.of(CONNECTOR, before));
        TreeSet<String> changed = new TreeSet<>(after.keySet());
        return List.of(
                words.of(new ConnectorAction.Update(CONNECTOR, after, changed)),
                words.of(new ConnectorAction.Create("A.MirrorCheckpointConnector", Map.of())),
                words.of(new ConnectorAction.Delete("A.MirrorHeartbeatConnector")));
    }

    private static void assertGolden(String name, String actual) throws IOException {
        Path file = GOLDEN.resolve(name);
        if (Boolean.getBoolean("kagami.golden.write")) {
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file)).doesNotContain("secret\"");
    }
}
