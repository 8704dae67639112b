package io.kagami.mirror.cli;

import io.kagami.mirror.cli.status.MirrorStatus;
import io.kagami.mirror.cli.status.StatusFrame;
import io.kagami.mirror.cli.status.StatusJson;
import io.kagami.mirror.cli.status.StatusText;
import io.kagami.mirror.cli.status.reading.MirrorReader;
import io.kagami.mirror.cli.view.DurationConverter;
import io.kagami.mirror.cli.view.Screen;
import io.kagami.mirror.cli.view.Style;
import io.kagami.mirror.cli.view.Terminals;
import io.kagami.mirror.config.FlowConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells how the flows of a file stand. */
@Command(
        name = "status",
        description = {
            "Shows how the flows of a file stand: state, speed, lag, tasks and their processes, partitions that copy nothing and why,"
                    + " ages of checkpoints and heartbeats.",
            "It asks the clusters and changes nothing, so it works on any machine that reaches them. It looks twice, to tell the speed."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Every flow runs, and every partition is copied.",
            "1:A flow does not run, is paused, or has partitions that copy nothing.",
            "2:The command line, the file or a cluster needs attention; what other clusters tell is shown all the same.",
            "3:Something went wrong that should not.",
            "130:Ended by Ctrl-C."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class StatusCommand implements Callable<Integer> {

    private static final int INTERRUPTED = 130;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--flow", paramLabel = "A->B", description = "Only these flows; all enabled ones if not given.")
    private List<String> flows = List.of();

    @Option(
            names = "--watch",
            description = "Looks again and again, until Ctrl-C; where there is no terminal, line by line.")
    private boolean watch;

    @Option(
            names = "--interval",
            defaultValue = "2s",
            converter = DurationConverter.class,
            paramLabel = "TIME",
            description = "Time between two looks, such as 500ms or 10s (default: ${DEFAULT-VALUE}).")
    private Duration interval = Duration.ofSeconds(2);

    @Option(names = "--json", description = "Prints JSON; with --watch, one object in a line for each look.")
    private boolean json;

    @Parameters(paramLabel = "FILE", description = "The configuration file.")
    private Path path = Path.of("connect-mirror-maker.properties");

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        FlowFile file = FlowFile.read(path);
        List<FlowConfig> asked = file.flows(flows);
        if (asked.isEmpty()) {
            throw new UserProblemException(path + " has no flow that is enabled");
        }
        try (MirrorReader reader = new MirrorReader(file.config(), asked, file::unreachable, Clock.systemUTC())) {
            if (!watch) {
                return once(reader, out, err);
            }
            return json ? watchJson(reader, out) : watchScreen(reader, out);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        }
    }

    private int once(MirrorReader reader, PrintWriter out, PrintWriter err) throws InterruptedException {
        MirrorStatus status = reader.look();
        boolean anythingAnswers = !status.workers().isEmpty();
        if (anythingAnswers) {
            pause();
            status = reader.look();
        }
        if (json) {
            out.println(StatusJson.of(status).toPrettyString());
        } else if (anythingAnswers) {
            StatusText.lines(status, Integer.MAX_VALUE, Style.PLAIN).forEach(out::println);
        }
        out.flush();
        status.unreachable().forEach(err::println);
        err.flush();
        if (!status.isComplete()) {
            return ExitCode.USAGE;
        }
        return status.isHealthy() ? ExitCode.OK : ExitCode.UNHEALTHY;
    }

    /** Ends when nobody reads any more. */
    private int watchJson(MirrorReader reader, PrintWriter out) throws InterruptedException {
        while (!out.checkError()) {
            out.println(StatusJson.of(reader.look()));
            out.flush();
            pause();
        }
        return ExitCode.OK;
    }

    private int watchScreen(MirrorReader reader, PrintWriter out) throws InterruptedException {
        long begin = System.nanoTime();
        try (Screen screen = Terminals.screen(out, System.getenv(), Duration.ZERO)) {
            Thread atEnd = new Thread(screen::close, "status-ctrl-c"); // the cursor is to be seen again
            Runtime.getRuntime().addShutdownHook(atEnd);
            while (!out.checkError()) {
                MirrorStatus status = reader.look();
                screen.show(new StatusFrame(status, Duration.ofNanos(System.nanoTime() - begin), interval));
                pause();
            }
        }
        return ExitCode.OK;
    }

    private void pause() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(interval.toNanos());
    }
}
