package io.kagami.mirror.cli.demo;

import io.kagami.mirror.cli.view.DurationConverter;
import io.kagami.mirror.cli.view.Screen;
import io.kagami.mirror.cli.view.Terminals;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code mirror demo}. */
@Command(
        name = "demo",
        description = {
            "Starts two Kafka clusters in this process, mirrors them both ways while they are written to, and compares"
                    + " them record by record.",
            "Needs nothing and leaves nothing behind."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Both sides are equal.",
            "1:They are not.",
            "3:Something went wrong that should not.",
            "130:Ended by Ctrl-C."
        },
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--duration",
            defaultValue = "30s",
            converter = DurationConverter.class,
            paramLabel = "TIME",
            description = "How long records are written, such as 30s or 2m (default: ${DEFAULT-VALUE}).")
    private Duration duration = Duration.ofSeconds(30);

    @Option(names = "--keep", description = "Keeps clusters and mirror running after the comparison, until Ctrl-C.")
    private boolean keep;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        try (Screen screen = Terminals.screen(spec.commandLine().getOut(), System.getenv())) {
            return new Demo(new DemoOptions(duration, keep), screen).run();
        }
    }
}
