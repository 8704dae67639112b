package io.kagami.mirror.config;

import java.util.List;

/** A configuration nobody can start with; carries every problem found, warnings included, so that one round of corrections is enough. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ConfigProblems problems;

    public ConfigurationException(ConfigProblems problems) {
        super(problems.toString());
        this.problems = problems;
    }

    public ConfigurationException(ConfigProblem problem) {
        this(new ConfigProblems(List.of(problem)));
    }

    public ConfigProblems problems() {
        return problems;
    }
}
