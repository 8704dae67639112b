package io.kagami.mirror.sync.plan;

import static org.apache.kafka.common.acl.AclPermissionType.ALLOW;
import static org.apache.kafka.common.acl.AclPermissionType.DENY;
import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.sync.plan.TopicAction.CreateAcls;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class AclPlannerTest {

    private final AclPlanner planner = new AclPlanner(topic -> !topic.equals("private"), topic -> "A." + topic);

    @Test
    void copiesWhoMayRead() {
        assertThat(mirrored(binding("orders", ALLOW, AclOperation.READ)))
                .containsExactly(binding("A.orders", ALLOW, AclOperation.READ));
    }

    @Test
    void allowsNobodyToWrite() {
        assertThat(mirrored(binding("orders", ALLOW, AclOperation.WRITE))).isEmpty();
    }

    @Test
    void turnsAllIntoRead() {
        assertThat(mirrored(binding("orders", ALLOW, AclOperation.ALL)))
                .containsExactly(binding("A.orders", ALLOW, AclOperation.READ));
    }

    @Test
    void copiesEveryDenialAsItIs() {
        assertThat(mirrored(binding("orders", DENY, AclOperation.ALL), binding("orders", DENY, AclOperation.WRITE)))
                .containsExactlyInAnyOrder(
                        binding("A.orders", DENY, AclOperation.ALL), binding("A.orders", DENY, AclOperation.WRITE));
    }

    @Test
    void leavesOutPrefixesOtherResourcesAndTopicsThatAreNotMirrored() {
        AccessControlEntry entry = entry(ALLOW, AclOperation.READ);

        assertThat(mirrored(
                        new AclBinding(new ResourcePattern(ResourceType.TOPIC, "ord", PatternType.PREFIXED), entry),
                        new AclBinding(new ResourcePattern(ResourceType.GROUP, "orders", PatternType.LITERAL), entry),
                        binding("private", ALLOW, AclOperation.READ)))
                .isEmpty();
    }

    @Test
    void createsOnlyWhatIsMissingAndThenNothing() {
        List<AclBinding> source = List.of(
                binding("orders", ALLOW, AclOperation.ALL),
                binding("orders", ALLOW, AclOperation.READ),
                binding("orders", ALLOW, AclOperation.DESCRIBE),
                binding("events", ALLOW, AclOperation.READ));
        List<AclBinding> target = new ArrayList<>(List.of(binding("A.orders", ALLOW, AclOperation.READ)));

        List<CreateAcls> plan = planner.plan(source, target);

        assertThat(plan)
                .containsExactly(
                        new CreateAcls("A.events", List.of(binding("A.events", ALLOW, AclOperation.READ))),
                        new CreateAcls("A.orders", List.of(binding("A.orders", ALLOW, AclOperation.DESCRIBE))));
        plan.forEach(action -> target.addAll(action.bindings()));
        assertThat(planner.plan(source, target)).isEmpty();
    }

    private List<AclBinding> mirrored(AclBinding... source) {
        return planner.plan(List.of(source), List.of()).stream()
                .flatMap(action -> action.bindings().stream())
                .toList();
    }

    private static AclBinding binding(String topic, AclPermissionType permission, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL), entry(permission, operation));
    }

    private static AccessControlEntry entry(AclPermissionType permission, AclOperation operation) {
        return new AccessControlEntry("User:reader", "*", operation, permission);
    }
}
