package io.kagami.mirror.config;

import io.kagami.mirror.config.keys.Closest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds keys that were meant for a flow but name none.
 *
 * @param aliases the clusters of the file
 * @param flows every {@code A->B} of them
 */
record FlowNameChecks(List<String> aliases, List<String> flows) {

    private static final Pattern FLOW_KEY = Pattern.compile("([^>]*?)->([^.]*)(\\..*)?");
    private static final Pattern CUT_AT_A_SPACE = Pattern.compile("-?>.*");
    private static final String FORM = "a flow's setting is written A->B.key, without spaces";

    /** Whether the key could only be a flow's. */
    static boolean looksLikeFlow(String key, String value) {
        return key.contains("->")
                || key.endsWith("-")
                || CUT_AT_A_SPACE.matcher(value.trim()).matches();
    }

    boolean namesFlow(String key) {
        return flows.stream().anyMatch(flow -> key.startsWith(flow + ".") && key.length() > flow.length() + 1);
    }

    /** What is wrong with each flow key that names no flow. */
    List<ConfigProblem> problems(Map<String, String> file) {
        List<ConfigProblem> problems = new ArrayList<>();
        file.forEach((key, value) -> {
            if (looksLikeFlow(key, value) && !namesFlow(key)) {
                problems.addAll(problems(key, value));
            }
        });
        return problems;
    }

    private List<ConfigProblem> problems(String key, String value) {
        Matcher parts = FLOW_KEY.matcher(key);
        if (!parts.matches()) {
            return List.of(ConfigProblem.error(key, FORM).withValue(value));
        }
        String source = parts.group(1);
        String target = parts.group(2);
        String rest = Optional.ofNullable(parts.group(3)).orElse("");
        if (source.isBlank() || target.isBlank() || rest.length() < 2) {
            return List.of(ConfigProblem.error(key, FORM).withValue(value));
        }
        if (source.equals(target)) {
            return List.of(ConfigProblem.error(key, "a cluster does not replicate to itself"));
        }
        Optional<String> meant = meant(source)
                .flatMap(from -> meant(target).filter(to -> !to.equals(from)).map(to -> from + "->" + to + rest));
        return List.of(unknown(key, aliases.contains(source) ? target : source).withSuggestion(meant));
    }

    private ConfigProblem unknown(String key, String alias) {
        return ConfigProblem.error(key, "'" + alias + "' is not one of the clusters " + aliases);
    }

    private Optional<String> meant(String alias) {
        return aliases.contains(alias) ? Optional.of(alias) : Closest.to(alias, aliases);
    }
}
