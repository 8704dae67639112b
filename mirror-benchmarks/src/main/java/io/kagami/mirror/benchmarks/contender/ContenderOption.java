package io.kagami.mirror.benchmarks.contender;

import java.util.List;
import picocli.CommandLine.Option;

/** The option that says which mirrors run. */
public final class ContenderOption {

    @Option(
            names = "--contenders",
            paramLabel = "NAMES",
            description = "Which mirrors, with commas between, in which order (default: ${DEFAULT-VALUE}).")
    private String names;

    /** @param usual what it is where it is not given */
    public ContenderOption(String usual) {
        this.names = usual;
    }

    /** In the order in which they run. */
    public List<String> names() {
        return List.of(names.split(",", -1));
    }
}
