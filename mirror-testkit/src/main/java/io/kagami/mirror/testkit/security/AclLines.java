package io.kagami.mirror.testkit.security;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What lines of {@code kafka-acls.sh --add} mean. */
public final class AclLines {

    private AclLines() {}

    /** The bindings they would create; words are set apart by single blanks. */
    public static List<AclBinding> bindings(List<String> lines) {
        List<AclBinding> bindings = new ArrayList<>();
        for (String line : lines) {
            List<String> words = List.of(line.split(" "));
            PatternType pattern = words.contains("prefixed") ? PatternType.PREFIXED : PatternType.LITERAL;
            for (String operation : after("--operation", words)) {
                for (ResourcePattern resource : resources(words, pattern)) {
                    bindings.add(
                            binding(resource, after("--allow-principal", words).get(0), operation));
                }
            }
        }
        return bindings;
    }

    private static List<ResourcePattern> resources(List<String> words, PatternType pattern) {
        List<ResourcePattern> resources = new ArrayList<>();
        after("--topic", words).forEach(name -> resources.add(new ResourcePattern(ResourceType.TOPIC, name, pattern)));
        after("--group", words).forEach(name -> resources.add(new ResourcePattern(ResourceType.GROUP, name, pattern)));
        if (words.contains("--cluster")) {
            resources.add(new ResourcePattern(ResourceType.CLUSTER, Resource.CLUSTER_NAME, PatternType.LITERAL));
        }
        return resources;
    }

    private static AclBinding binding(ResourcePattern resource, String principal, String operation) {
        AclOperation parsed = AclOperation.fromString(operation.replaceAll("([a-z])([A-Z])", "$1_$2"));
        return new AclBinding(resource, new AccessControlEntry(principal, "*", parsed, AclPermissionType.ALLOW));
    }

    private static List<String> after(String option, List<String> words) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).equals(option)) {
                values.add(words.get(i + 1));
            }
        }
        return values;
    }
}
