package io.kagami.mirror.validation.rights;

import io.kagami.mirror.validation.finding.Finding;
import io.kagami.mirror.validation.finding.Where;
import io.kagami.mirror.validation.online.ReachedCluster;
import io.kagami.mirror.validation.online.Words;
import io.kagami.mirror.validation.rights.Need.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Makes findings of answers: one for what is required, one for what is optional, one for what is not known.
 *
 * @param where the flow or cluster
 * @param cluster where the rights are missing
 * @param naming how ACLs name topics
 */
record MissingRights(Where where, ReachedCluster cluster, AclNaming naming) {

    /** Resources that one command can name together, and what it grants. */
    private record Grant(ResourceType type, PatternType pattern, Set<AclOperation> operations) {}

    List<Finding> findings(Collection<Answer> answers) {
        List<Finding> findings = new ArrayList<>();
        for (Level level : Level.values()) {
            List<Answer> missing = answers.stream()
                    .filter(answer ->
                            answer.need().level() == level && !answer.missing().isEmpty())
                    .toList();
            if (!missing.isEmpty()) {
                findings.add(missing(level, missing));
            }
        }
        Map<String, Set<AclOperation>> unknown = byName(answers, Answer::unknown);
        if (!unknown.isEmpty()) {
            findings.add(Finding.note(
                    where, "not known without writing to " + cluster.alias() + ": " + Words.list(sentences(unknown))));
        }
        return findings;
    }

    private Finding missing(Level level, List<Answer> missing) {
        String problem =
                "lacks rights at " + cluster.alias() + ": " + Words.list(sentences(byName(missing, Answer::missing)));
        String grant = new AclCommand(cluster).principal().equals(AclCommand.WHOEVER_IT_IS)
                ? "grant them, with the user's principal for PRINCIPAL"
                : "grant them";
        Finding finding = level == Level.REQUIRED
                ? Finding.error(where, problem, grant)
                : Finding.warning(where, problem, grant + ", or switch off what takes them: see docs/permissions.md");
        return finding.withCommands(commands(missing));
    }

    private List<String> commands(List<Answer> missing) {
        Map<ResourcePattern, Set<AclOperation>> wanted = new LinkedHashMap<>();
        for (Answer answer : missing) {
            wanted.computeIfAbsent(naming.pattern(answer.need()), pattern -> EnumSet.noneOf(AclOperation.class))
                    .addAll(answer.missing());
        }
        Map<Grant, Set<ResourcePattern>> grants = new LinkedHashMap<>();
        wanted.forEach((pattern, operations) -> grants.computeIfAbsent(
                        new Grant(pattern.resourceType(), pattern.patternType(), operations),
                        grant -> new TreeSet<>(Comparator.comparing(ResourcePattern::name)))
                .add(pattern));
        AclCommand command = new AclCommand(cluster);
        return grants.entrySet().stream()
                .map(grant -> command.line(grant.getValue(), grant.getKey().operations()))
                .toList();
    }

    private static Map<String, Set<AclOperation>> byName(
            Collection<Answer> answers, Function<Answer, Set<AclOperation>> which) {
        Map<String, Set<AclOperation>> byName = new LinkedHashMap<>();
        for (Answer answer : answers) {
            if (!which.apply(answer).isEmpty()) {
                byName.computeIfAbsent(name(answer.need()), name -> EnumSet.noneOf(AclOperation.class))
                        .addAll(which.apply(answer));
            }
        }
        return byName;
    }

    private static List<String> sentences(Map<String, Set<AclOperation>> operations) {
        return operations.entrySet().stream()
                .map(each -> each.getValue().stream().map(AclCommand::written).collect(Collectors.joining("+")) + " on "
                        + each.getKey())
                .toList();
    }

    private static String name(Need need) {
        return need.type() == ResourceType.CLUSTER
                ? "the cluster"
                : need.type().name().toLowerCase(Locale.ROOT) + " " + need.name();
    }
}
