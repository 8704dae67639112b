package io.kagami.mirror.cli.demo;

import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.runtime.DeploymentPlanner;
import io.kagami.mirror.runtime.LoggingListener;
import io.kagami.mirror.runtime.MirrorProcess;
import io.kagami.mirror.runtime.TargetState;
import io.kagami.mirror.runtime.deployment.FlowStatus;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ordinary runtime, started with a file as {@code connect-mirror-maker.sh} would start it.
 *
 * <p>Threading: one thread.
 */
final class RunningMirror implements AutoCloseable {

    private final List<Flow> flows;
    private final Set<ClusterAlias> running = ConcurrentHashMap.newKeySet();
    private final MirrorProcess process;

    private RunningMirror(MirrorConfig config) {
        this.flows = config.flows();
        this.process = new MirrorProcess(DeploymentPlanner.plan(config, List.of()), new Listener());
    }

    /** Starts and returns at once. */
    static RunningMirror start(MirrorFile file) {
        RunningMirror mirror = new RunningMirror(file.config());
        mirror.process.start();
        return mirror;
    }

    /** Whether the connectors of all flows run; there is one flow into each target. */
    boolean runs() {
        return flows.stream().map(Flow::target).allMatch(running::contains);
    }

    /** Connect's REST API, by target. */
    Map<ClusterAlias, URI> restUrls() {
        Map<ClusterAlias, URI> urls = new TreeMap<>();
        process.states().forEach((target, state) -> {
            if (state instanceof TargetState.Running up) {
                urls.put(target, up.restUrl());
            }
        });
        return urls;
    }

    @Override
    public void close() {
        process.close();
    }

    private final class Listener extends LoggingListener {

        @Override
        public void flowChanged(ClusterAlias target, FlowStatus status) {
            super.flowChanged(target, status);
            if (status.running()) {
                running.add(target);
            }
        }
    }
}
