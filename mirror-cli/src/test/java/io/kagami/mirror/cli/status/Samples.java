package io.kagami.mirror.cli.status;

import io.kagami.mirror.cli.status.ConnectorView.TaskView;
import io.kagami.mirror.cli.status.FlowView.Signs;
import io.kagami.mirror.cli.status.WorkersView.Presence;
import io.kagami.mirror.cli.status.WorkersView.ProcessView;
import io.kagami.mirror.cli.view.RateWindow.Rates;
import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.event.EventPolicy;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** Fixed statuses: of flows that are well, and of all that can be amiss. */
final class Samples {

    static final Instant TIME = Instant.parse("2026-11-21T18:00:00Z");
    static final Flow AB = Flow.of("A", "B");

    private Samples() {}

    /** One flow, caught up, with two processes. */
    static MirrorStatus healthy() {
        CopyProgress progress = new CopyProgress(
                List.of(lag("orders", 0, 1_000, 1_000), lag("orders", 1, 500, 500)),
                List.of(),
                Optional.of(new Rates(1_234.5, 2_345_678)));
        Signs signs = new Signs(Optional.of(Duration.ofMinutes(3)), Optional.of(Duration.ofMillis(800)));
        FlowView flow = new FlowView(
                AB,
                List.of(
                        copying("running", new TaskView(0, "running", "one:8083", ""), running(1, "two:8083")),
                        beside(ConnectorKind.CHECKPOINT, "running", "one:8083"),
                        beside(ConnectorKind.HEARTBEAT, "running", "two:8083")),
                false,
                Optional.of(progress),
                List.of(),
                signs,
                List.of());
        return new MirrorStatus(
                TIME,
                List.of(flow),
                List.of(new WorkersView(
                        new ClusterAlias("B"),
                        "kagami-B",
                        List.of(
                                new ProcessView(
                                        "one:8083",
                                        "10.0.0.1",
                                        Presence.PRESENT,
                                        Optional.of(URI.create("http://one:9404"))),
                                new ProcessView("two:8083", "10.0.0.2", Presence.PRESENT)),
                        List.of())),
                List.of());
    }

    /** A sick flow, one whose task has failed, one without processes, and one whose source is away. */
    static MirrorStatus troubled() {
        return new MirrorStatus(
                TIME,
                List.of(sick(), failed(), abandoned(), sourceAway()),
                List.of(
                        new WorkersView(
                                new ClusterAlias("B"),
                                "kagami-B",
                                List.of(
                                        new ProcessView("one:8083", "10.0.0.1", Presence.PRESENT),
                                        new ProcessView("three:8083", "?", Presence.GONE)),
                                List.of()),
                        new WorkersView(
                                new ClusterAlias("C"),
                                "kagami-C",
                                List.of(),
                                List.of("states of tasks are unknown (there is no topic s; REST not reachable at u)"))),
                List.of("Cluster D cannot be asked: no answer."));
    }

    private static FlowView sick() {
        CopyProgress progress = new CopyProgress(
                List.of(
                        lag("orders", 0, 1_000, 1_000),
                        new PartitionLag(
                                new TopicPartition("orders", 1),
                                true,
                                17,
                                1_000_017,
                                OptionalDouble.of(512.5),
                                OptionalLong.of(4_000_000)),
                        new PartitionLag(
                                new TopicPartition("orders", 2),
                                false,
                                0,
                                5,
                                OptionalDouble.empty(),
                                OptionalLong.empty())),
                List.of(new TopicPartition("orders", 3)),
                Optional.of(new Rates(0, 0)));
        PartitionEvent event = new PartitionEvent(
                EventKind.RECORD_TOO_LARGE,
                EventPolicy.FAIL,
                AB,
                new TopicPartition("orders", 1),
                EventOffsets.at(17, 17),
                "5000 bytes, the target takes 2000",
                Instant.parse("2026-11-21T17:00:00Z"));
        return new FlowView(
                AB,
                List.of(
                        copying("running", running(0, "one:8083"), running(1, "one:8083")),
                        beside(ConnectorKind.CHECKPOINT, "lost", "three:8083"),
                        beside(ConnectorKind.HEARTBEAT, "stopped", "one:8083")),
                false,
                Optional.of(progress),
                List.of(event),
                new Signs(Optional.empty(), Optional.of(Duration.ofHours(50))),
                List.of("partitions that were never taken up, all they hold counts as lag: 1"));
    }

    private static FlowView failed() {
        return new FlowView(
                Flow.of("C", "B"),
                List.of(new ConnectorView(
                        ConnectorKind.SOURCE,
                        "C.MirrorSourceConnector",
                        "running",
                        "one:8083",
                        "",
                        List.of(running(0, "one:8083"), new TaskView(1, "failed", "one:8083", "wrong password")))),
                false,
                Optional.of(new CopyProgress(List.of(), List.of(), Optional.empty())),
                List.of(),
                Signs.NONE,
                List.of());
    }

    private static FlowView abandoned() {
        return new FlowView(
                Flow.of("A", "C"),
                List.of(new ConnectorView(
                        ConnectorKind.SOURCE, "A.MirrorSourceConnector", "not deployed", "", "", List.of())),
                true,
                Optional.of(
                        new CopyProgress(List.of(lag("orders", 0, 10, 30)), List.of(), Optional.of(new Rates(0, 0)))),
                List.of(),
                Signs.NONE,
                List.of());
    }

    private static FlowView sourceAway() {
        return new FlowView(
                Flow.of("D", "C"),
                List.of(new ConnectorView(
                        ConnectorKind.SOURCE, "D.MirrorSourceConnector", "unknown", "", "", List.of())),
                false,
                Optional.empty(),
                List.of(),
                Signs.NONE,
                List.of());
    }

    /** A partition with records of 100 bytes, the oldest of which waits for 2 s. */
    static PartitionLag lag(String topic, int partition, long position, long end) {
        return new PartitionLag(
                new TopicPartition(topic, partition),
                true,
                position,
                end,
                OptionalDouble.of(100),
                OptionalLong.of(position < end ? 2_000 : 0));
    }

    static ConnectorView copying(String state, TaskView... tasks) {
        return new ConnectorView(
                ConnectorKind.SOURCE, "A.MirrorSourceConnector", state, "one:8083", "", List.of(tasks));
    }

    /** One of the connectors that have no tasks. */
    static ConnectorView beside(ConnectorKind kind, String state, String process) {
        return new ConnectorView(kind, kind.connectorName(AB), state, process, "", List.of());
    }

    static TaskView running(int number, String process) {
        return new TaskView(number, "running", process, "");
    }
}
