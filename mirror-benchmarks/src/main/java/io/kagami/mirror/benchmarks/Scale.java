package io.kagami.mirror.benchmarks;

import io.kagami.mirror.benchmarks.groups.GroupScale;
import io.kagami.mirror.benchmarks.scale.AliasScale;
import io.kagami.mirror.benchmarks.scale.PartitionScale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the measurements at scale. */
@Command(
        name = "scale.sh",
        description =
                "Measures Kagami and Apache MirrorMaker 2 with many partitions, many source clusters or many groups.",
        mixinStandardHelpOptions = true,
        subcommands = {PartitionScale.class, AliasScale.class, GroupScale.class})
public final class Scale {

    /** Entry point. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Scale()).execute(args));
    }
}
