package io.kagami.mirror.validation;

import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.config.ConfigProblems;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.PropertiesFile;
import io.kagami.mirror.config.keys.ClassDefinition;
import io.kagami.mirror.config.keys.FlowDefinition;
import io.kagami.mirror.validation.finding.FileKeys;
import io.kagami.mirror.validation.finding.Finding;
import io.kagami.mirror.validation.finding.Where;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a start would say about a file, as findings. The rules are those of a start; only unknown keys, which it warns of, are errors here, unless
 * a class of the user's may be who reads them.
 */
final class FileFindings {

    private static final String APACHE = "org.apache.kafka.";

    private static final List<String> CLASSES = List.of(
            ClassDefinition.TOPIC_FILTER.key(),
            ClassDefinition.GROUP_FILTER.key(),
            ClassDefinition.CONFIG_FILTER.key(),
            ClassDefinition.FORWARDING_ADMIN,
            FlowDefinition.POLICY_CLASS);

    private final FileKeys keys;
    private final boolean usersClasses;

    private FileFindings(FileKeys keys) {
        this.keys = keys;
        this.usersClasses = keys.settings().entrySet().stream()
                .anyMatch(setting -> CLASSES.stream().anyMatch(setting.getKey()::endsWith)
                        && !setting.getValue().trim().startsWith(APACHE));
    }

    static List<Finding> of(PropertiesFile file) {
        FileFindings findings = new FileFindings(FileKeys.of(file));
        ConfigProblems problems = MirrorConfig.check(file.settings());
        return Stream.concat(file.warnings().all().stream(), problems.all().stream())
                .map(findings::finding)
                .toList();
    }

    /** Of a file that cannot even be read. */
    static List<Finding> unreadable(ConfigProblems problems) {
        return problems.all().stream()
                .map(problem -> Finding.error(
                        Where.of(problem.key()), problem.expected(), "name a file that this user may read"))
                .toList();
    }

    private Finding finding(ConfigProblem problem) {
        Where found = keys.at(problem.key());
        Where where = new Where(problem.key(), problem.shownValue().orElse(null), found.line(), null);
        boolean error = problem.isError() || (problem.isUnknownKey() && !usersClasses);
        return error
                ? Finding.error(where, problem.expected(), remedy(problem))
                : Finding.warning(where, problem.expected(), remedy(problem));
    }

    private String remedy(ConfigProblem problem) {
        return problem.suggestion()
                .map(meant -> "write " + meant)
                .or(problem::remedy)
                .orElseGet(() -> usual(problem));
    }

    private String usual(ConfigProblem problem) {
        if (problem.isUnknownKey()) {
            return usersClasses ? "leave it out, unless one of your own classes reads it" : "leave it out";
        }
        if (!keys.contains(problem.key())) {
            return "add it";
        }
        return problem.isError() ? "correct it" : "correct it if that is not what is meant";
    }
}
