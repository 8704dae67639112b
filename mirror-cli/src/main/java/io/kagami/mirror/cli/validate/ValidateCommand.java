package io.kagami.mirror.cli.validate;

import io.kagami.mirror.validation.Validation;
import io.kagami.mirror.validation.finding.Report;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells everything that is wrong with a configuration file. */
@Command(
        name = "validate",
        description = {
            "Tells everything that is wrong with a configuration file, or looks wrong, at once. Nothing is started, and nothing is written"
                    + " to any cluster.",
            "Unknown keys, which a start warns of, are errors here."
        },
        footer = {
            "",
            "With --online, the clusters of the flows are asked too: whether they answer, whether two aliases are one cluster, replication"
                    + " factors, patterns that match nothing, max.message.bytes, clocks, and missing rights, with the"
                    + " kafka-acls.sh commands that grant them."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:No errors; warnings do not count without --strict.",
            "1:Warnings, with --strict.",
            "2:Errors, in the file, the clusters or the command line.",
            "3:Something went wrong that should not."
        },
        mixinStandardHelpOptions = true)
public final class ValidateCommand implements Callable<Integer> {

    private static final int CLEAN = 0;
    private static final int WARNINGS = 1;
    private static final int ERRORS = 2;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--online", description = "Asks the clusters too.")
    private boolean online;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description =
                    "With --online: how long to wait for a cluster, and for each of its answers; ${DEFAULT-VALUE} if not given.")
    private int timeoutSeconds;

    @Option(names = "--strict", description = "Warnings make the exit code 1.")
    private boolean strict;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Parameters(paramLabel = "FILE", description = "The configuration file.")
    private Path file = Path.of("connect-mirror-maker.properties");

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        if (timeoutSeconds < 1) {
            throw new ParameterException(spec.commandLine(), "--timeout takes a number of seconds, 1 at least");
        }
        Validation validation = new Validation(file);
        Report report = online
                ? validation.online(Duration.ofSeconds(timeoutSeconds), Clock.systemUTC())
                : validation.offline();
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? ReportJson.of(file, online, report) : ReportText.of(file, report));
        out.flush();
        if (report.hasErrors()) {
            return ERRORS;
        }
        return strict && report.hasWarnings() ? WARNINGS : CLEAN;
    }
}
