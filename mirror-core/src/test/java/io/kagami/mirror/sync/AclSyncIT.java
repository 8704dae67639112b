package io.kagami.mirror.sync;

import static io.kagami.mirror.sync.SyncFixture.await;
import static org.apache.kafka.common.acl.AclPermissionType.ALLOW;
import static org.apache.kafka.common.acl.AclPermissionType.DENY;
import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.sync.plan.TopicAction.CreateAcls;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class AclSyncIT {

    @Test
    void mirrorsWhoMayReadButNotWhoMayWrite() throws Exception {
        EmbeddedCluster source =
                EmbeddedCluster.builder().name("A").authorizer().start();
        EmbeddedCluster target =
                EmbeddedCluster.builder().name("B").authorizer().start();
        try (SyncFixture clusters = new SyncFixture(source, target)) {
            source.createTopic("acl-1", 1);
            List<AclBinding> bindings = List.of(
                    binding("acl-1", "owner", ALLOW, AclOperation.ALL),
                    binding("acl-1", "writer", ALLOW, AclOperation.WRITE),
                    binding("acl-1", "reader", ALLOW, AclOperation.DESCRIBE),
                    binding("acl-1", "outcast", DENY, AclOperation.ALL));
            source.admin().createAcls(bindings).all().get();
            await("the source knows the ACLs").until(() -> acls(source).size() == bindings.size());
            TopicSync sync = clusters.sync("acl-");

            assertThat(sync.runOnce().done())
                    .anySatisfy(action -> assertThat(action).isInstanceOf(CreateAcls.class));

            await().untilAsserted(() -> assertThat(acls(target))
                    .containsExactlyInAnyOrder(
                            binding("A.acl-1", "owner", ALLOW, AclOperation.READ),
                            binding("A.acl-1", "reader", ALLOW, AclOperation.DESCRIBE),
                            binding("A.acl-1", "outcast", DENY, AclOperation.ALL)));
            clusters.clock.advance(Duration.ofMinutes(10));
            assertThat(sync.runOnce()).isEqualTo(SyncReport.EMPTY);
        }
    }

    private static Collection<AclBinding> acls(EmbeddedCluster cluster) throws Exception {
        return cluster.admin().describeAcls(AclBindingFilter.ANY).values().get();
    }

    private static AclBinding binding(String topic, String user, AclPermissionType permission, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:" + user, "*", operation, permission));
    }
}
