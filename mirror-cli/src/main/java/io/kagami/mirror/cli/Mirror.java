package io.kagami.mirror.cli;

import picocli.CommandLine.Command;

/** The command {@code mirror}, parent of all others. */
@Command(
        name = "mirror",
        description = "Replication between Kafka clusters.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Mirror {

    /** Entry point. */
    public static void main(String[] args) {
        System.exit(CommandLines.execute(new Mirror(), args));
    }
}
