package io.kagami.mirror.cli.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs commands as a user's shell would, in a folder and with variables of its own.
 *
 * @param folder it stands in
 * @param variables besides PATH, the only one of this process's it knows
 */
record Shell(Path folder, Map<String, String> variables) {

    Shell {
        variables = Map.copyOf(variables);
    }

    /** How a command ended, and all it said. */
    record Outcome(int exitCode, String output) {

        List<String> lines() {
            return output.lines().toList();
        }
    }

    /** The same with this variable. */
    Shell with(String name, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(name, value);
        return new Shell(folder, more);
    }

    /** The same somewhere else. */
    Shell in(Path other) {
        return new Shell(other, variables);
    }

    /** Runs a command to its end. */
    Outcome run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        String path = builder.environment().getOrDefault("PATH", "/usr/bin:/bin");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
