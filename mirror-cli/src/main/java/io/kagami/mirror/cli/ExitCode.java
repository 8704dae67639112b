package io.kagami.mirror.cli;

/** Exit codes of all commands; a signal ends the process with 128 + its number, as usual. */
final class ExitCode {

    static final int OK = 0;

    /** All is known, and not all is well. */
    static final int UNHEALTHY = 1;

    /** The user has to change the command line, the file or the clusters. */
    static final int USAGE = 2;

    /** Something went wrong that should not. */
    static final int UNEXPECTED = 3;

    private ExitCode() {}
}
