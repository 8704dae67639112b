package io.kagami.mirror.cli.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.TestCluster;
import io.kagami.mirror.testkit.group.GroupMember;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The preset active-standby, up to the day the primary dies, between any two clusters.
 *
 * <p>Threading: one thread.
 */
final class StandbyScenario {

    private static final String TOPIC = StandbyPair.ORDERS.topic();

    private StandbyScenario() {}

    /** The standby has what the primary has, and groups go on there exactly; throws where that is not so. */
    static void run(StandbyPair pair, Naming naming, Path folder) throws Exception {
        Set<Long> orders = Processed.idsOf(StandbyPair.ORDERS);
        allow(pair.primary(), "reader", AclOperation.READ);
        allow(pair.primary(), "writer", AclOperation.WRITE);
        Path file = pair.preset(naming).render(folder.resolve("standby.properties"));
        try (RunningTopology topology = RunningTopology.start(file);
                TopicWriter writer = new TopicWriter(
                        pair.primary().clientProperties(), StandbyPair.ORDERS, WriteStyle.codec("lz4"))) {
            // Given groups that stop in mid-way, while the topic grows
            writer.write(StandbyPair.ORDERS.count() / 2);
            pair.consume(pair.primary(), orders.size() / 3);
            writer.write(StandbyPair.ORDERS.count());

            // Then everything follows, and can be read
            assertFollows(pair, naming);
            assertSeen(pair, naming);
            Processed reports = read(pair.standby(), orders);
            pair.awaitPositions(naming);

            // When the primary dies
            pair.primary().stopBroker(0);
            topology.stop();
            reports.assertEachOnce("the reader at the standby", orders);
        }

        // Then the groups go on at the standby, also with what is written there
        pair.createAtTheStandby();
        TopicWriter.write(pair.standby().clientProperties(), StandbyPair.LATER, WriteStyle.codec("lz4"));
        Set<Long> all = Processed.idsOf(StandbyPair.ORDERS, StandbyPair.LATER);
        pair.consume(pair.standby(), all);
        pair.assertEachOnce(all);
    }

    private static void assertFollows(StandbyPair pair, Naming naming) throws Exception {
        String copy = naming.copyOf(TOPIC);
        Sight standby = new Sight(pair.standby());
        standby.awaitCopy(StandbyPair.ORDERS, copy);
        standby.assertExact(StandbyPair.ORDERS, copy);
        Sight.eventually()
                .untilAsserted(() -> assertThat(acls(pair.standby()))
                        .contains(acl(copy, "reader", AclOperation.READ))
                        .doesNotContain(acl(copy, "writer", AclOperation.WRITE)));

        pair.primary().createTopic("growing", 1);
        Sight.eventually().until(() -> standby.topics().contains(naming.copyOf("growing")));
        pair.primary()
                .admin()
                .createPartitions(Map.of("growing", NewPartitions.increaseTo(4)))
                .all()
                .get();
        configure(pair.primary(), "max.message.bytes", "3000000");
        Sight.eventually().untilAsserted(() -> {
            assertThat(standby.partitions(naming.copyOf("growing"))).isEqualTo(4);
            assertThat(config(pair.standby(), copy, "max.message.bytes")).isEqualTo("3000000");
        });
    }

    private static void assertSeen(StandbyPair pair, Naming naming) {
        Sight standby = new Sight(pair.standby());
        Sight.eventually().untilAsserted(() -> {
            assertThat(standby.upstreamClusters(naming.policy())).containsExactly("primary");
            assertThat(standby.hopsFrom("primary", naming.policy())).isEqualTo(1);
        });
    }

    /** A group of the standby's own reads the copy while it is made. */
    private static Processed read(TestCluster standby, Set<Long> all) {
        Processed reports = new Processed();
        try (GroupMember member = new GroupMember(
                standby.clientProperties(), "reports", "classic", Naming.everywhere(TOPIC), reports::add)) {
            Sight.eventually().until(() -> reports.holdsAll(all));
            assertThat(member.processed()).isPositive();
        }
        return reports;
    }

    private static void allow(TestCluster cluster, String user, AclOperation operation) throws Exception {
        cluster.admin().createAcls(List.of(acl(TOPIC, user, operation))).all().get();
        Sight.eventually().until(() -> acls(cluster).contains(acl(TOPIC, user, operation)));
    }

    private static Collection<AclBinding> acls(TestCluster cluster) throws Exception {
        return new ArrayList<>(
                cluster.admin().describeAcls(AclBindingFilter.ANY).values().get());
    }

    private static AclBinding acl(String topic, String user, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }

    private static void configure(TestCluster cluster, String key, String value) throws Exception {
        cluster.admin()
                .incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, TOPIC),
                        List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    private static String config(TestCluster cluster, String topic, String key) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return cluster.admin()
                .describeConfigs(List.of(resource))
                .all()
                .get()
                .values()
                .iterator()
                .next()
                .get(key)
                .value();
    }
}
