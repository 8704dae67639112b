package io.kagami.mirror.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.status.ConnectorView.TaskView;
import io.kagami.mirror.cli.status.FlowView.Signs;
import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.event.PartitionEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlowViewTest {

    private static final TaskView RUNNING = Samples.running(0, "one:8083");

    @Test
    void runsIfItsConnectorAndAllItsTasksDo() {
        assertThat(flow(Samples.copying("running", RUNNING)).state()).isEqualTo(FlowState.RUNNING);
        assertThat(flow(Samples.copying("running", RUNNING, task("lost"))).state())
                .isEqualTo(FlowState.STARTING);
        assertThat(flow(Samples.copying("running")).state()).isEqualTo(FlowState.STARTING);
        assertThat(flow(Samples.copying("not deployed")).state()).isEqualTo(FlowState.STARTING);
    }

    @Test
    void whatHasFailedCountsUnlessItIsHeldByAUser() {
        assertThat(flow(Samples.copying("running", RUNNING, task("failed"))).state())
                .isEqualTo(FlowState.FAILED);
        assertThat(flow(Samples.copying("failed")).state()).isEqualTo(FlowState.FAILED);
        assertThat(flow(Samples.copying("paused", task("failed"))).state()).isEqualTo(FlowState.PAUSED);
        assertThat(flow(Samples.copying("stopped")).state()).isEqualTo(FlowState.STOPPED);
    }

    @Test
    void withoutAProcessNothingRunsWhateverConnectSaidLast() {
        FlowView flow = new FlowView(
                Samples.AB,
                List.of(Samples.copying("running", RUNNING)),
                true,
                Optional.empty(),
                List.of(),
                Signs.NONE,
                List.of());

        assertThat(flow.state()).isEqualTo(FlowState.NOT_RUNNING);
        assertThat(flow.isHealthy()).isFalse();
    }

    @Test
    void isOnlyHealthyIfWhatIsBesideCopyingRunsToo() {
        ConnectorView copying = Samples.copying("running", RUNNING);

        assertThat(flow(copying, Samples.beside(ConnectorKind.CHECKPOINT, "running", "one:8083"))
                        .isHealthy())
                .isTrue();
        for (String state : List.of("failed", "lost", "not deployed")) {
            assertThat(flow(copying, Samples.beside(ConnectorKind.HEARTBEAT, state, "one:8083"))
                            .isHealthy())
                    .as(state)
                    .isFalse();
        }
    }

    @Test
    void theLagInTimeIsAtLeastThatOfThePartitionsThatCouldBeRead() {
        CopyProgress whole = progress(Samples.lag("t", 0, 5, 5), Samples.lag("t", 1, 5, 8));
        assertThat(whole.lagMs()).hasValue(Duration.ofSeconds(2).toMillis());
        assertThat(whole.lagMsIsWhole()).isTrue();
        assertThat(whole.lagRecords()).isEqualTo(3);
        assertThat(whole.lagBytes()).hasValue(300);

        CopyProgress troubled = Samples.troubled().flows().get(0).progress().orElseThrow();
        assertThat(troubled.lagMs()).hasValue(4_000_000);
        assertThat(troubled.lagMsIsWhole()).isFalse();
        assertThat(troubled.lagBytes()).isEmpty();
        assertThat(troubled.notBegun()).isEqualTo(1);
    }

    private static CopyProgress progress(PartitionLag... lags) {
        return new CopyProgress(List.of(lags), List.of(), Optional.empty());
    }

    private static TaskView task(String state) {
        return new TaskView(1, state, "one:8083", "");
    }

    private static FlowView flow(ConnectorView... connectors) {
        List<PartitionEvent> nobodyIsSick = List.of();
        return new FlowView(
                Samples.AB, List.of(connectors), false, Optional.empty(), nobodyIsSick, Signs.NONE, List.of());
    }
}
