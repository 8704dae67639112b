package io.kagami.mirror.cli.plan;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.PropertiesFile;
import io.kagami.mirror.runtime.DeploymentPlanner;
import io.kagami.mirror.runtime.StandalonePlans;
import io.kagami.mirror.runtime.WorkerPlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what a start would change. */
@Command(
        name = "plan",
        description = {
            "Tells what a start with this file would change, and changes nothing: topics to create, partitions to add,"
                    + " configurations and ACLs to alter, positions of groups to commit, connectors to create, update or delete,"
                    + " and the internal topics the mirror keeps for itself.",
            "It reads both clusters of each flow and asks the code that acts after a start. Records are not part of it, nor are"
                    + " topics that one flow is yet to create and another one then copies: those show once they exist."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The plan is complete; with --detailed-exitcode, nothing changes.",
            "1:Only with --detailed-exitcode: the plan is complete and has changes.",
            "2:The command line, the file or the clusters need attention, or something could not be found out (lines with ?).",
            "3:Something went wrong that should not."
        },
        mixinStandardHelpOptions = true)
public final class PlanCommand implements Callable<Integer> {

    private static final int OK = 0;
    private static final int CHANGES = 1;
    private static final int INCOMPLETE = 2;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--clusters",
            split = ",",
            paramLabel = "CLUSTER",
            description =
                    "Target clusters of the process to be started, as for connect-mirror-maker; all if not given.")
    private List<String> clusters = new ArrayList<>();

    @Option(
            names = "--standalone",
            description =
                    "What a start with --standalone would change: none of Connect's topics, and connectors that are kept in memory.")
    private boolean standalone;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--detailed-exitcode", description = "End with 1 if there are changes, with 0 if there are none.")
    private boolean detailedExitCode;

    @Parameters(paramLabel = "FILE", description = "The configuration file.")
    private Path file = Path.of("connect-mirror-maker.properties");

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        MirrorPlan plan = new MirrorPlan(file.toString(), quietly());
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? PlanJson.of(plan) : PlanText.of(plan));
        out.flush();
        if (!plan.isComplete()) {
            return INCOMPLETE;
        }
        return detailedExitCode && plan.hasChanges() ? CHANGES : OK;
    }

    /** What would run after a start logs its beginnings, and nothing begins here. */
    private List<PlanPart> quietly() throws InterruptedException {
        MirrorConfig config = MirrorConfig.parse(PropertiesFile.read(file).settings());
        Logger ours = (Logger) LoggerFactory.getLogger("io.kagami");
        Level before = ours.getLevel();
        ours.setLevel(Level.WARN);
        try {
            List<WorkerPlan> workers = DeploymentPlanner.plan(config, clusters);
            return new PlanReading(config, standalone ? StandalonePlans.of(workers, file) : workers).read();
        } finally {
            ours.setLevel(before);
        }
    }
}
