package io.kagami.mirror.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.runtime.DeploymentPlanner;
import io.kagami.mirror.runtime.LoggingListener;
import io.kagami.mirror.runtime.MirrorProcess;
import io.kagami.mirror.runtime.TargetState;
import io.kagami.mirror.runtime.deployment.FlowStatus;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.topology.ClusterAlias;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** All that a user's file asks for, Connect worker included, in this process: the flow A->B, with rounds every second. */
final class Mirror implements AutoCloseable {

    private final MirrorProcess process;
    private final Failures failures;

    private Mirror(MirrorProcess process, Failures failures) {
        this.process = process;
        this.failures = failures;
    }

    /** A->B with group offsets committed at B, and what else the test asks for. */
    static Mirror start(EmbeddedCluster a, EmbeddedCluster b, Map<String, String> more) {
        Map<String, String> file = new HashMap<>();
        a.clientProperties().forEach((key, value) -> file.put("A." + key, value));
        b.clientProperties().forEach((key, value) -> file.put("B." + key, value));
        file.put("clusters", "A, B");
        file.put("A->B.enabled", "true");
        file.put("tasks.max", "2");
        file.put("replication.factor", "1");
        for (String topic : List.of("offset-syncs", "checkpoints", "heartbeats")) {
            file.put(topic + ".topic.replication.factor", "1");
        }
        for (String store : List.of("config", "offset", "status")) {
            file.put(store + ".storage.replication.factor", "1");
        }
        file.put("emit.heartbeats.enabled", "false");
        file.put("refresh.topics.interval.seconds", "1");
        file.put("refresh.groups.interval.seconds", "1");
        file.put("emit.checkpoints.interval.seconds", "1");
        file.put("sync.group.offsets.interval.seconds", "1");
        file.put("sync.group.offsets.enabled", "true");
        file.put("B.session.timeout.ms", "6000");
        file.put("B.heartbeat.interval.ms", "1000");
        file.put("B.scheduled.rebalance.max.delay.ms", "0");
        file.put("B.listeners", "http://localhost:0");
        file.putAll(more);
        Failures failures = new Failures();
        MirrorProcess process =
                new MirrorProcess(DeploymentPlanner.plan(MirrorConfig.parse(file), List.of()), failures);
        process.start();
        return new Mirror(process, failures);
    }

    /** What the REST API of B's worker answers. */
    String rest(String method, String path) throws IOException, InterruptedException {
        if (process.states().get(new ClusterAlias("B")) instanceof TargetState.Running running) {
            HttpRequest request = HttpRequest.newBuilder(running.restUrl().resolve(path))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
            return answer.body();
        }
        throw new IllegalStateException("the worker of B does not run");
    }

    /** No connector has failed so far. */
    void assertNothingFailed() {
        assertThat(failures.failed).isEmpty();
    }

    /** What connectors failed of so far. */
    List<String> failures() {
        return List.copyOf(failures.failed);
    }

    private static final class Failures extends LoggingListener {
        private final List<String> failed = new CopyOnWriteArrayList<>();

        @Override
        public void flowChanged(ClusterAlias target, FlowStatus status) {
            super.flowChanged(target, status);
            status.failure().ifPresent(failed::add);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
