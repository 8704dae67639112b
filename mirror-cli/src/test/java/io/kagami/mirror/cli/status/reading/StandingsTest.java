package io.kagami.mirror.cli.status.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.status.ConnectorView;
import io.kagami.mirror.cli.status.ConnectorView.TaskView;
import io.kagami.mirror.cli.status.WorkersView;
import io.kagami.mirror.cli.status.WorkersView.Presence;
import io.kagami.mirror.cli.status.WorkersView.ProcessView;
import io.kagami.mirror.cli.status.reading.WorkersReader.Reading;
import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.runtime.deployment.FlowStatus;
import io.kagami.mirror.runtime.deployment.FlowStatus.Part;
import io.kagami.mirror.runtime.deployment.FlowStatus.State;
import io.kagami.mirror.runtime.remote.WorkerGroup.Worker;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandingsTest {

    private static final Flow AB = Flow.of("A", "B");
    private static final String NAME = "A.MirrorSourceConnector";
    private static final Worker ONE = new Worker(Optional.of(URI.create("http://one:8083/")), "10.0.0.1");
    private static final Worker SETTLING = new Worker(Optional.empty(), "10.0.0.2");
    private static final FlowStatus STATUS = new FlowStatus(
            NAME,
            new Part(State.RUNNING, "one:8083", ""),
            List.of(
                    new Part(State.RUNNING, "one:8083", ""),
                    new Part(State.RUNNING, "two:8083", ""),
                    new Part(State.FAILED, "one:8083", "a.E: x\nCaused by: b.F: refused")));

    @Test
    void theTasksOfAProcessThatIsGoneAreLost() {
        ConnectorView copying = copying(Optional.of(List.of(ONE)));

        assertThat(copying.tasks())
                .containsExactly(
                        new TaskView(0, "running", "one:8083", ""),
                        new TaskView(1, "lost", "two:8083", ""),
                        new TaskView(2, "failed", "one:8083", "b.F: refused"));
        assertThat(workers(Optional.of(List.of(ONE))).processes())
                .containsExactly(
                        new ProcessView("one:8083", "10.0.0.1", Presence.PRESENT),
                        new ProcessView("two:8083", "?", Presence.GONE));
    }

    @Test
    void aConnectorWithoutTasksIsWhereItRunsItselfAndLostWithItsProcess() {
        FlowStatus checkpoints =
                new FlowStatus("A.MirrorCheckpointConnector", new Part(State.RUNNING, "three:8083", ""), List.of());
        Standings standings = new Standings(new Reading(
                Optional.of(Map.of(checkpoints.connector(), checkpoints)),
                Optional.of(List.of(ONE)),
                Map.of(),
                List.of()));

        List<ConnectorView> connectors = standings.connectors(AB, List.of(ConnectorKind.CHECKPOINT));

        assertThat(connectors).singleElement().satisfies(positions -> {
            assertThat(positions.state()).isEqualTo("lost");
            assertThat(positions.process()).isEqualTo("three:8083");
            assertThat(positions.workers()).containsExactly("three:8083");
        });
        assertThat(standings
                        .workers(new ClusterAlias("B"), "kagami-B", connectors)
                        .processes())
                .contains(new ProcessView("three:8083", "?", Presence.GONE));
    }

    @Test
    void whereTheGroupDoesNotTellConnectIsBelieved() {
        for (Optional<List<Worker>> unsure :
                List.of(Optional.<List<Worker>>empty(), Optional.of(List.of(ONE, SETTLING)))) {
            assertThat(copying(unsure).tasks())
                    .extracting(TaskView::state)
                    .containsExactly("running", "running", "failed");
            assertThat(workers(unsure).processes()).contains(new ProcessView("two:8083", "?", Presence.UNKNOWN));
        }
    }

    @Test
    void processesOfOneNameAreToldOf() {
        Worker other = new Worker(ONE.restUrl(), "10.0.0.9");

        assertThat(workers(Optional.of(List.of(ONE, other))).remarks())
                .singleElement()
                .asString()
                .contains("several processes are called one:8083", "B.listeners");
    }

    @Test
    void whatNobodyTellsIsUnknownAndWhatConnectDoesNotHaveIsNotDeployed() {
        Standings unknown = new Standings(Reading.NOTHING);
        Standings without =
                new Standings(new Reading(Optional.of(Map.of()), Optional.of(List.of(ONE)), Map.of(), List.of()));

        assertThat(unknown.connectors(AB, List.of(ConnectorKind.SOURCE)))
                .extracting(ConnectorView::state)
                .containsExactly("unknown");
        assertThat(without.connectors(AB, List.of(ConnectorKind.SOURCE, ConnectorKind.HEARTBEAT)))
                .extracting(ConnectorView::state)
                .containsExactly("not deployed", "not deployed");
    }

    private static ConnectorView copying(Optional<List<Worker>> workers) {
        return standings(workers).connectors(AB, List.of(ConnectorKind.SOURCE)).get(0);
    }

    private static WorkersView workers(Optional<List<Worker>> workers) {
        return standings(workers).workers(new ClusterAlias("B"), "kagami-B", List.of(copying(workers)));
    }

    private static Standings standings(Optional<List<Worker>> workers) {
        return new Standings(new Reading(Optional.of(Map.of(NAME, STATUS)), workers, Map.of(), List.of()));
    }
}
