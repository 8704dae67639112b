package io.kagami.mirror.sync.plan;

import io.kagami.mirror.sync.plan.TopicAction.CreateAcls;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Which access rules the target lacks, by MirrorMaker 2's rules: who may read a topic may read its mirror, and nobody is allowed to write to it.
 * Only rules on one literal topic name are mirrored; {@code ALLOW WRITE} is left out, {@code ALLOW ALL} becomes {@code ALLOW READ},
 * everything else, each {@code DENY} included, is taken as it is. Nothing is ever deleted.
 *
 * <p>Threading: immutable.
 */
public record AclPlanner(Predicate<String> topicFilter, UnaryOperator<String> targetName) {

    /** The missing bindings, by topic of the target in order of name. */
    public List<CreateAcls> plan(Collection<AclBinding> source, Collection<AclBinding> target) {
        Set<AclBinding> present = new HashSet<>(target);
        return source.stream()
                .filter(this::isMirrored)
                .map(this::mirrored)
                .distinct()
                .filter(binding -> !present.contains(binding))
                .sorted(Comparator.comparing(AclBinding::toString))
                .collect(Collectors.groupingBy(binding -> binding.pattern().name(), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> new CreateAcls(entry.getKey(), entry.getValue()))
                .toList();
    }

    private boolean isMirrored(AclBinding binding) {
        ResourcePattern pattern = binding.pattern();
        return pattern.resourceType() == ResourceType.TOPIC
                && pattern.patternType() == PatternType.LITERAL
                && !allows(binding.entry(), AclOperation.WRITE)
                && topicFilter.test(pattern.name());
    }

    private AclBinding mirrored(AclBinding binding) {
        ResourcePattern pattern = new ResourcePattern(
                ResourceType.TOPIC, targetName.apply(binding.pattern().name()), PatternType.LITERAL);
        return new AclBinding(pattern, readOnly(binding.entry()));
    }

    private static AccessControlEntry readOnly(AccessControlEntry entry) {
        return allows(entry, AclOperation.ALL)
                ? new AccessControlEntry(entry.principal(), entry.host(), AclOperation.READ, AclPermissionType.ALLOW)
                : entry;
    }

    private static boolean allows(AccessControlEntry entry, AclOperation operation) {
        return entry.permissionType() == AclPermissionType.ALLOW && entry.operation() == operation;
    }
}
