package io.kagami.mirror.cli;

import io.kagami.mirror.cli.preset.PresetRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the flows of a file, with the command line of Kafka's own {@code connect-mirror-maker.sh}. */
@Command(
        name = "connect-mirror-maker",
        description = "Replicates between Kafka clusters as the file says, until it is stopped.",
        customSynopsis = {
            "connect-mirror-maker [-h] [--clusters CLUSTER [CLUSTER ...]] mm2.properties",
            "connect-mirror-maker [-h] [--clusters CLUSTER [CLUSTER ...]] --preset NAME --set KEY=VALUE...",
            "connect-mirror-maker --standalone ..."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "2:The command line, the file or the clusters need attention; a message says what.",
            "3:Something went wrong that should not.",
            "143:Stopped by SIGTERM, with all stored that was copied."
        },
        footer = {"", "SIGHUP reads the file again."},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class ConnectMirrorMaker implements Callable<Integer> {

    /** A rendered preset goes when the process ends, so offsets are not kept beside it but in the working directory. */
    private static final Path OF_PRESETS = Path.of("kagami");

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--clusters",
            arity = "1..*",
            split = ",",
            paramLabel = "CLUSTER",
            description = "Target clusters of this process; all if not given.")
    private List<String> clusters = new ArrayList<>();

    @Option(
            names = "--standalone",
            description =
                    "Shares nothing with other processes: no group and no topics of Connect at the targets. What Connect keeps there"
                            + " otherwise is in memory, and its offsets in mm2.properties.CLUSTER.offsets beside the file (of a preset, in"
                            + " kagami.CLUSTER.offsets here), or where offset.storage.file.filename says.")
    private boolean standalone;

    @Mixin
    private PresetRun preset = new PresetRun();

    @Parameters(arity = "0..1", paramLabel = "mm2.properties", description = "The configuration file.")
    private @Nullable Path file;

    /** Entry point. */
    public static void main(String[] args) {
        System.exit(CommandLines.execute(new ConnectMirrorMaker(), args));
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandLine commandLine = commandLine();
        Path given = fileGiven(commandLine);
        Optional<Path> offsetsBeside =
                standalone ? Optional.of(preset.isAsked() ? OF_PRESETS : given) : Optional.empty();
        new MirrorRun(given, clusters, offsetsBeside, commandLine.getOut(), commandLine.getErr()).run();
        return ExitCode.OK;
    }

    /** {@code --clusters B C file} takes the file for a cluster, as it takes several values. */
    private Path fileGiven(CommandLine commandLine) {
        Optional<Path> rendered = preset.file();
        if (rendered.isPresent() && file != null) {
            throw new ParameterException(commandLine, "Either a preset or a file, not both");
        }
        if (rendered.isPresent()) {
            return rendered.get();
        }
        if (file != null) {
            return file;
        }
        if (clusters.size() > 1 && Files.exists(Path.of(clusters.get(clusters.size() - 1)))) {
            return Path.of(clusters.remove(clusters.size() - 1));
        }
        throw new ParameterException(commandLine, "The configuration file is missing");
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        return spec.commandLine();
    }
}
