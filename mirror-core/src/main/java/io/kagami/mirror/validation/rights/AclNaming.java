package io.kagami.mirror.validation.rights;

import io.kagami.mirror.config.FlowConfig;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * How an ACL names a topic: by its name, or, for copies whose names all begin alike, by that beginning, so that later ones are covered.
 *
 * @param copies names of copies
 * @param prefix they have in common; null if there is none
 */
record AclNaming(Set<String> copies, @Nullable String prefix) {

    AclNaming {
        copies = Set.copyOf(copies);
    }

    static AclNaming asTheyAre() {
        return new AclNaming(Set.of(), null);
    }

    /** Of a flow's copies of {@code topics}. */
    static AclNaming ofCopies(FlowConfig settings, Collection<String> topics) {
        Set<String> copies = topics.stream()
                .map(topic -> settings.remoteTopics().remote(topic))
                .collect(Collectors.toSet());
        String probe = "x";
        String named = settings.remoteTopics().remote(probe);
        Optional<String> prefix = Optional.of(named)
                .filter(name -> name.length() > 1 && name.endsWith(probe))
                .map(name -> name.substring(0, name.length() - 1))
                .filter(beginning -> copies.stream().allMatch(copy -> copy.startsWith(beginning)));
        return new AclNaming(copies, prefix.orElse(null));
    }

    ResourcePattern pattern(Need need) {
        return need.type() == ResourceType.TOPIC && prefix != null && copies.contains(need.name())
                ? new ResourcePattern(need.type(), prefix, PatternType.PREFIXED)
                : new ResourcePattern(need.type(), need.name(), PatternType.LITERAL);
    }
}
