package io.kagami.mirror.benchmarks.scale;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the measurements at scale. */
@Command(
        name = "scale.sh",
        description = "Measures Kagami and Apache MirrorMaker 2 with many partitions or with many source clusters.",
        mixinStandardHelpOptions = true,
        subcommands = {PartitionScale.class, AliasScale.class})
public final class Scale {

    /** Entry point. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Scale()).execute(args));
    }
}
