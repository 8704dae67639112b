package io.kagami.mirror.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Exit codes of all commands; a signal ends the process with 128 + its number, as usual. */
final class ExitCode {

    static final int OK = 0;

    /** All is known, and not all is well. */
    static final int UNHEALTHY = 1;

    /** The user has to change the command line, the file or the clusters. */
    static final int USAGE = 2;

    /** Something went wrong that should not. */
    static final int UNEXPECTED = 3;

    /** What each means, for the help of commands. */
    static final Map<String, String> MEANINGS = meanings();

    private ExitCode() {}

    /** In the order they are to be read in. */
    private static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put(Integer.toString(OK), "All is done.");
        meanings.put(
                Integer.toString(USAGE),
                "The command line, the file or the clusters need attention; a message says what.");
        meanings.put(Integer.toString(UNEXPECTED), "Something went wrong that should not.");
        return Collections.unmodifiableMap(meanings);
    }
}
