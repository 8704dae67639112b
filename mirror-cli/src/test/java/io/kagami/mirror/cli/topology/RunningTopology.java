package io.kagami.mirror.cli.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.PropertiesFile;
import io.kagami.mirror.runtime.DeploymentPlanner;
import io.kagami.mirror.runtime.LoggingListener;
import io.kagami.mirror.runtime.MirrorProcess;
import io.kagami.mirror.runtime.TargetState;
import io.kagami.mirror.runtime.WorkerPlan;
import io.kagami.mirror.runtime.deployment.ConnectorAction;
import io.kagami.mirror.runtime.deployment.FlowStatus;
import io.kagami.mirror.topology.ClusterAlias;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What {@code connect-mirror-maker.sh FILE} runs, in this process, and what it tells its operator. */
final class RunningTopology implements AutoCloseable {

    private final Told told = new Told();
    private final MirrorProcess process;

    private RunningTopology(Path file) {
        this.process = new MirrorProcess(plans(file), told);
    }

    /** Starts and returns at once. */
    static RunningTopology start(Path file) {
        RunningTopology topology = new RunningTopology(file);
        topology.process.start();
        return topology;
    }

    /** Does what SIGHUP does, for a file that has changed. */
    void reload(Path file) throws InterruptedException {
        process.reload(plans(file));
    }

    private static List<WorkerPlan> plans(Path file) {
        MirrorConfig config = MirrorConfig.parse(PropertiesFile.read(file).settings());
        assertThat(config.warnings().all()).isEmpty();
        return DeploymentPlanner.plan(config, List.of());
    }

    /** What was done to connectors so far, as {@code create s1.MirrorSourceConnector}, in order. */
    List<String> deployed() {
        return List.copyOf(told.deployed);
    }

    /** Connectors that were seen to fail so far. */
    List<String> failed() {
        return List.copyOf(told.failed);
    }

    /** How many workers have begun to serve so far, one for each target and each new start. */
    long workersBegun() {
        return told.workersBegun.size();
    }

    /** Stops in good order, within the budget of SIGTERM. */
    void stop() throws InterruptedException {
        assertThat(process.stop(MirrorProcess.STOP_BUDGET))
                .as("stopped in time")
                .isTrue();
    }

    @Override
    public void close() {
        process.close();
    }

    private static final class Told extends LoggingListener {
        private final List<String> deployed = new CopyOnWriteArrayList<>();
        private final List<String> failed = new CopyOnWriteArrayList<>();
        private final List<ClusterAlias> workersBegun = new CopyOnWriteArrayList<>();

        @Override
        public void deployed(ClusterAlias target, ConnectorAction action) {
            super.deployed(target, action);
            deployed.add(action.toString());
        }

        @Override
        public void flowChanged(ClusterAlias target, FlowStatus status) {
            super.flowChanged(target, status);
            status.failure().ifPresent(failure -> failed.add(status.connector() + ": " + failure));
        }

        @Override
        public void targetChanged(ClusterAlias target, TargetState state) {
            super.targetChanged(target, state);
            if (state instanceof TargetState.Running) {
                workersBegun.add(target);
            }
        }
    }
}
