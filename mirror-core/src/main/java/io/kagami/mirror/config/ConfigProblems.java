package io.kagami.mirror.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Everything found in one configuration, errors first, otherwise in the order found.
 *
 * @param all without repeats
 */
public record ConfigProblems(List<ConfigProblem> all) {

    public ConfigProblems {
        Map<String, ConfigProblem> distinct = new LinkedHashMap<>();
        all.forEach(problem -> distinct.putIfAbsent(problem.toString(), problem));
        all = distinct.values().stream()
                .sorted((left, right) -> left.severity().compareTo(right.severity()))
                .toList();
    }

    public List<ConfigProblem> errors() {
        return all.stream().filter(ConfigProblem::isError).toList();
    }

    public List<ConfigProblem> warnings() {
        return all.stream().filter(problem -> !problem.isError()).toList();
    }

    public boolean hasErrors() {
        return all.stream().anyMatch(ConfigProblem::isError);
    }

    /** Returns if one can start. */
    public void throwIfErrors() {
        if (hasErrors()) {
            throw new ConfigurationException(this);
        }
    }

    /** One line per problem. */
    @Override
    public String toString() {
        return all.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n"));
    }
}
