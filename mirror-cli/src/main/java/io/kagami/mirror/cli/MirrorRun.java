package io.kagami.mirror.cli;

import io.kagami.mirror.config.ConfigurationException;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.PropertiesFile;
import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.metrics.export.MetricsPage;
import io.kagami.mirror.runtime.DeploymentPlanner;
import io.kagami.mirror.runtime.MirrorProcess;
import io.kagami.mirror.runtime.WorkerPlan;
import io.kagami.mirror.runtime.health.HealthPages;
import io.kagami.mirror.runtime.http.MonitoringServer;
import io.kagami.mirror.runtime.http.Pages;
import io.kagami.mirror.topology.Flow;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A mirror process on behalf of the command line, from reading the file to the signal that ends it.
 *
 * <p>Threading: one thread; signals are handled by threads of the JVM.
 */
final class MirrorRun {

    private static final Duration REPORT_AFTER = Duration.ofSeconds(15);
    private static final int KILLED_BY_SIGTERM = 143;

    private final Path file;
    private final List<String> targetNames;
    private final PrintWriter out;
    private final PrintWriter err;
    private final FlowStates states = new FlowStates();

    MirrorRun(Path file, List<String> targetNames, PrintWriter out, PrintWriter err) {
        this.file = file;
        this.targetNames = List.copyOf(targetNames);
        this.out = out;
        this.err = err;
    }

    /** Returns when the process has ended. */
    void run() throws InterruptedException {
        PropertiesFile properties = PropertiesFile.read(file);
        MirrorConfig config = MirrorConfig.parse(properties.settings());
        List<WorkerPlan> plans = DeploymentPlanner.plan(config, targetNames);
        properties.warnings().all().forEach(err::println);
        config.warnings().warnings().forEach(err::println);
        err.flush();
        out.println(Version.text() + ": starting " + flows(config, plans).size() + " flow(s) of " + file);
        out.flush();
        MirrorProcess process =
                new MirrorProcess(plans, states, config.monitoring().stalledAfter());
        Optional<MonitoringServer> monitoring = MonitoringServer.start(config.monitoring(), pages(process));
        try (process) {
            monitoring.ifPresent(server -> out.println("Monitoring: " + server.address()));
            out.flush();
            run(config, plans, process);
        } finally {
            monitoring.ifPresent(MonitoringServer::close);
        }
    }

    private void run(MirrorConfig config, List<WorkerPlan> plans, MirrorProcess process) throws InterruptedException {
        flows(config, plans).forEach(FlowMeter::of); // so that a flow nobody copies is seen to have no task
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process), "mirror-stop"));
        Signals.onSignal("HUP", () -> reload(process));
        process.start();
        Thread reporter = new Thread(() -> report(config, plans, process), "mirror-report");
        reporter.setDaemon(true);
        reporter.start();
        process.awaitStop();
    }

    /** What the process's own HTTP server shows. */
    private static Pages pages(MirrorProcess process) {
        Pages pages = new Pages();
        HealthPages.addTo(pages, process.health());
        pages.add("/metrics", MetricsPage.CONTENT_TYPE, MetricsPage.ofProcess()::text);
        return pages;
    }

    private void report(MirrorConfig config, List<WorkerPlan> plans, MirrorProcess process) {
        long deadline = System.nanoTime() + REPORT_AFTER.toNanos();
        List<Flow> flows = flows(config, plans);
        try {
            while (System.nanoTime() < deadline && !flows.stream().allMatch(states::isKnown)) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return;
        }
        out.println();
        out.println(new StartupReport(config, plans).text(process.states(), states::of));
        out.flush();
    }

    private void reload(MirrorProcess process) {
        try {
            process.reload(DeploymentPlanner.plan(
                    MirrorConfig.parse(PropertiesFile.read(file).settings()), targetNames));
            out.println("Reloaded " + file);
            out.flush();
        } catch (ConfigurationException refused) {
            err.println("Not reloaded, everything goes on as before:");
            err.println(refused.getMessage());
            err.flush();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(MirrorProcess process) {
        try {
            if (!process.stop(MirrorProcess.STOP_BUDGET)) {
                Runtime.getRuntime().halt(KILLED_BY_SIGTERM);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Flow> flows(MirrorConfig config, List<WorkerPlan> plans) {
        return plans.stream()
                .flatMap(plan -> config.topology().flowsInto(plan.target()).stream())
                .toList();
    }
}
