package io.kagami.mirror.runtime.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.runtime.deployment.FlowStatus.Part;
import io.kagami.mirror.runtime.deployment.FlowStatus.State;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowHealthTest {

    private static final Instant START = Instant.EPOCH;

    private final FlowHealth health = new FlowHealth();

    @Test
    void tellsEachChangeOnce() {
        assertThat(health.isNews(status(State.RUNNING, State.OTHER), START)).isFalse();
        assertThat(health.isNews(status(State.RUNNING, State.RUNNING), START)).isTrue();
        assertThat(health.isNews(status(State.RUNNING, State.RUNNING), START)).isFalse();
        assertThat(health.isNews(status(State.RUNNING, State.FAILED), START)).isTrue();
        assertThat(health.isNews(status(State.RUNNING, State.OTHER), START)).isFalse();
        assertThat(health.isNews(status(State.RUNNING, State.RUNNING), START)).isTrue();
        assertThat(health.isNews(status(State.PAUSED, State.PAUSED), START)).isTrue();
    }

    @Test
    void restartsAFailedTaskEverMoreSlowlyButForEver() {
        FlowStatus failed = status(State.RUNNING, State.FAILED);

        assertThat(health.restartDue(failed, START)).isFalse();
        assertThat(health.restartDue(failed, START.plusSeconds(1))).isTrue();
        assertThat(health.restartDue(failed, START.plusSeconds(2))).isFalse();
        assertThat(health.restartDue(failed, START.plusSeconds(3))).isTrue();
        for (int halfMinute = 1; halfMinute < 100; halfMinute++) {
            assertThat(health.restartDue(failed, START.plusSeconds(30L * halfMinute + 3)))
                    .isTrue();
        }
    }

    @Test
    void neverRestartsWhatAUserHasPausedOrStopped() {
        for (State held : List.of(State.PAUSED, State.STOPPED)) {
            health.restartDue(status(held, State.FAILED), START);
            assertThat(health.restartDue(status(held, State.FAILED), START.plusSeconds(3600)))
                    .isFalse();
        }
    }

    @Test
    void namesTheInnermostCause() {
        Part failed = new Part(State.FAILED, "w", "Outer: a\n\tat x\nCaused by: Inner: b\n\tat y\n");

        assertThat(new FlowStatus("c", failed, List.of()).failure()).contains("Inner: b");
    }

    @Test
    void runsWithoutTasksUnlessItIsToCopyRecords() {
        assertThat(new FlowStatus("A.MirrorHeartbeatConnector", part(State.RUNNING), List.of()).running())
                .isTrue();
        assertThat(new FlowStatus("A.MirrorCheckpointConnector", part(State.RUNNING), List.of()).running())
                .isTrue();
        assertThat(new FlowStatus("A.MirrorCheckpointConnector", part(State.FAILED), List.of()).running())
                .isFalse();
        assertThat(new FlowStatus("A.MirrorSourceConnector", part(State.RUNNING), List.of()).running())
                .isFalse();
    }

    private static FlowStatus status(State connector, State task) {
        return new FlowStatus("A.MirrorSourceConnector", part(connector), List.of(part(task)));
    }

    private static Part part(State state) {
        return new Part(state, "localhost:8083", "");
    }
}
