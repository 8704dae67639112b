package io.kagami.mirror.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.event.EventPolicy;
import io.kagami.mirror.event.FlowEvents;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.metrics.PartitionMeter;
import io.kagami.mirror.runtime.deployment.FlowStatus;
import io.kagami.mirror.runtime.deployment.FlowStatus.Part;
import io.kagami.mirror.runtime.deployment.FlowStatus.State;
import io.kagami.mirror.runtime.http.Pages;
import io.kagami.mirror.source.task.TaskShare;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TargetHealthTest {

    private static final String OURS = "here:8083";
    private static final String OTHERS = "there:8083";

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final Clock clock = InstantSource.offset(() -> now, Duration.ZERO).withZone(ZoneOffset.UTC);
    private final Set<ClusterAlias> silent = new TreeSet<>();

    @Test
    void followsTheWorkerFromWaitingToServing() {
        Flow flow = Flow.of("A", "health-1");
        TargetHealth health = health(flow);
        assertThat(reasons(health)).containsExactly("waiting-for-cluster");
        health.starting();
        assertThat(reasons(health)).containsExactly("worker-starting");
        health.failed(new IllegalStateException("no right to join"));
        assertThat(reasons(health)).containsExactly("worker-failed");
        assertThat(health.obstacles().get(0).message()).contains("no right to join");
        health.serving();
        assertThat(reasons(health)).containsExactly("worker-silent");
        health.looked(running(flow));
        assertThat(health.obstacles()).isEmpty();

        silent.add(flow.source());
        assertThat(reasons(health)).containsExactly("waiting-for-cluster");
        silent.clear();
        pass(Duration.ofSeconds(31));
        assertThat(reasons(health)).as("nothing heard for 31 s").containsExactly("worker-silent");
        assertThat(health.deadlock()).isEmpty();
    }

    @Test
    void namesWhatDoesNotRunHereAndLeavesTheRestToOtherProcesses() {
        Flow flow = Flow.of("A", "health-2");
        TargetHealth health = health(flow);
        health.serving();
        Part failed = new Part(State.FAILED, OURS, "org.x.Outer: a\n\tat b\nCaused by: org.x.Inner: disk full\n\tat c");
        Part elsewhere = new Part(State.FAILED, OTHERS, "org.x.Y: z");
        Part nowhere = new Part(State.OTHER, OTHERS, "");

        look(health, flow, part(State.RUNNING), failed, elsewhere, nowhere, part(State.RUNNING));
        assertThat(health.obstacles())
                .extracting(
                        obstacle -> obstacle.reason() + " " + obstacle.place().task())
                .containsExactly("failed OptionalInt[0]", "not-running OptionalInt[2]");
        assertThat(health.obstacles().get(0).message()).isEqualTo("org.x.Inner: disk full; it is started again");

        look(health, flow, part(State.RUNNING));
        assertThat(reasons(health)).as("no task").containsExactly("not-running");
        look(health, flow, part(State.PAUSED), part(State.PAUSED), part(State.PAUSED));
        assertThat(reasons(health)).containsExactly("paused");
        look(health, flow, part(State.STOPPED));
        assertThat(reasons(health)).containsExactly("stopped");
        look(health, flow, new Part(State.PAUSED, OTHERS, ""), part(State.PAUSED));
        assertThat(reasons(health)).containsExactly("paused");

        health.looked(new WorkerLook(OURS, Map.of(), Map.of(), now));
        assertThat(reasons(health)).containsExactly("not-deployed");
        health.looked(new WorkerLook(OURS, Map.of(), Map.of(connector(flow), "HTTP 400: bad"), now));
        assertThat(health.obstacles().get(0).message()).contains("HTTP 400: bad");
    }

    @Test
    void namesSickPartitionsWithReasonAndAdvice() {
        Flow flow = Flow.of("A", "health-3");
        TargetHealth health = health(flow);
        health.serving();
        health.looked(running(flow));
        TopicPartition source = new TopicPartition("orders", 2);
        FlowEvents.of(flow)
                .add(new PartitionEvent(
                        EventKind.RECORD_TOO_LARGE,
                        EventPolicy.FAIL,
                        flow,
                        source,
                        EventOffsets.at(3, 3),
                        "2 MB where 1 MB may be",
                        now));

        assertThat(health.obstacles()).hasSize(1).allSatisfy(obstacle -> {
            assertThat(obstacle.reason()).isEqualTo("record-too-large");
            assertThat(obstacle.place().partition()).contains(source);
            assertThat(obstacle.message())
                    .isEqualTo("2 MB where 1 MB may be. Raise max.message.bytes of the target topic.");
        });
        assertThat(FlowEvents.of(flow).remove(source)).isPresent();
        assertThat(health.obstacles()).isEmpty();
    }

    @Test
    void namesPartitionsWhoseLagStaysWithoutARecordBeingCopied() {
        Flow flow = Flow.of("A", "health-4");
        TargetHealth health = health(flow);
        health.serving();
        TopicPartition ours = owned(0);
        PartitionMeter meter = FlowMeter.of(flow).partition(ours);
        FlowMeter.of(flow).partition(owned(1)).setLagRecords(99); // another process copies it now

        meter.setLagRecords(5);
        lookFor(health, flow, Duration.ofSeconds(50));
        assertThat(health.obstacles()).isEmpty();
        meter.copiedRecord(10);
        meter.setLagRecords(7);
        lookFor(health, flow, Duration.ofSeconds(50));
        assertThat(health.obstacles()).as("slow is not stalled").isEmpty();
        lookFor(health, flow, Duration.ofSeconds(20));
        assertThat(health.obstacles()).hasSize(1).allSatisfy(obstacle -> {
            assertThat(obstacle.reason()).isEqualTo("stalled");
            assertThat(obstacle.place().partition()).contains(ours);
            assertThat(obstacle.message()).startsWith("7 offsets are to be copied");
        });

        meter.skippedBatch();
        lookFor(health, flow, Duration.ofSeconds(12));
        assertThat(health.obstacles()).isEmpty();
        lookFor(health, flow, Duration.ofSeconds(60));
        meter.setLagRecords(0);
        lookFor(health, flow, Duration.ofSeconds(12));
        assertThat(health.obstacles()).as("at rest").isEmpty();
    }

    @Test
    void isDeadOnlyWhereARestartWouldHelp() {
        Flow flow = Flow.of("A", "health-5");
        TargetHealth health = health(flow);
        pass(Duration.ofHours(1));
        assertThat(health.deadlock()).as("waits for the cluster").isEmpty();
        health.failed(new IllegalStateException("x"));
        pass(Duration.ofHours(1));
        assertThat(health.deadlock()).as("starts again by itself").isEmpty();

        health.serving();
        health.looked(running(flow));
        pass(Duration.ofMinutes(5));
        assertThat(health.deadlock()).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(health.deadlock())
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("no sign of life since 2026-11-21T14:00:00Z"));
        health.sign();
        assertThat(health.deadlock()).isEmpty();

        health.ended(true);
        pass(Duration.ofHours(1));
        assertThat(health.deadlock()).as("it was to end").isEmpty();
        assertThat(reasons(health)).containsExactly("stopping");
        health.ended(false);
        assertThat(health.deadlock()).isPresent();
    }

    @Test
    void saysItAsJson() {
        Flow flow = Flow.of("A", "health-6");
        TargetHealth health = health(flow);
        ProcessHealth process = new ProcessHealth();
        Pages pages = new Pages();
        HealthPages.addTo(pages, process);
        assertThat(HealthPages.ready(process).status()).as("nothing yet").isEqualTo(503);

        process.put(flow.target(), health);
        assertThat(HealthPages.ready(process).body()).isEqualTo("""
                {"ready":false,"flows":[{"flow":"A->health-6","ready":false,"obstacles":[{"reason":"waiting-for-cluster",\
                "since":"2026-11-21T12:00:00Z","message":"not asked yet"}]}]}
                """);
        health.serving();
        health.looked(running(flow));
        assertThat(HealthPages.ready(process).status()).isEqualTo(200);
        assertThat(HealthPages.ready(process).body()).isEqualTo("""
                {"ready":true,"flows":[{"flow":"A->health-6","ready":true,"obstacles":[]}]}
                """);
        assertThat(HealthPages.live(process).status()).isEqualTo(200);
        assertThat(HealthPages.live(process).body()).isEqualTo("{\"live\":true,\"targets\":[]}\n");

        look(health, flow, part(State.RUNNING), part(State.FAILED));
        assertThat(HealthPages.ready(process).body())
                .contains("\"reason\":\"failed\",\"connector\":\"A.MirrorSourceConnector\",\"task\":0");
        health.ended(false);
        assertThat(HealthPages.live(process).status()).isEqualTo(503);
        assertThat(HealthPages.live(process).body())
                .startsWith("{\"live\":false,\"targets\":[{\"target\":\"health-6\",\"message\":\"");
    }

    private TargetHealth health(Flow flow) {
        TargetHealth health = new TargetHealth(flow.target(), silent::contains, Duration.ofMinutes(1), clock);
        health.desire(List.of(connector(flow)));
        return health;
    }

    private WorkerLook running(Flow flow) {
        return look(flow, part(State.RUNNING), part(State.RUNNING), new Part(State.RUNNING, OTHERS, ""));
    }

    private void look(TargetHealth health, Flow flow, Part main, Part... tasks) {
        health.looked(look(flow, main, tasks));
    }

    private WorkerLook look(Flow flow, Part main, Part... tasks) {
        String connector = connector(flow);
        return new WorkerLook(OURS, Map.of(connector, new FlowStatus(connector, main, List.of(tasks))), Map.of(), now);
    }

    /** A look every two seconds, as the worker's thread does it, for so long. */
    private void lookFor(TargetHealth health, Flow flow, Duration time) {
        for (Instant end = now.plus(time); now.isBefore(end); pass(Duration.ofSeconds(2))) {
            health.looked(running(flow));
        }
        health.looked(running(flow));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    /** A partition of task 0, which runs here, or of task 1, which does not. */
    private static TopicPartition owned(int task) {
        return Stream.of(0, 1)
                .map(partition -> new TopicPartition("orders", partition))
                .filter(new TaskShare(task, 2)::owns)
                .findFirst()
                .orElseThrow();
    }

    private static Part part(State state) {
        return new Part(state, OURS, "");
    }

    private static String connector(Flow flow) {
        return ConnectorKind.SOURCE.connectorName(flow);
    }

    private static List<String> reasons(TargetHealth health) {
        return health.obstacles().stream().map(Obstacle::reason).toList();
    }
}
