package io.kagami.mirror.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code mirror}, parent of all others. */
@Command(
        name = "mirror",
        description = "Replication between Kafka clusters.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class)
public final class Mirror {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    private boolean version;

    /** Entry point. */
    public static void main(String[] args) {
        System.exit(CommandLines.execute(new Mirror(), args));
    }
}
