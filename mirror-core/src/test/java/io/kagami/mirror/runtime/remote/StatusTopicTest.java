package io.kagami.mirror.runtime.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.runtime.deployment.FlowStatus;
import io.kagami.mirror.runtime.deployment.FlowStatus.Part;
import io.kagami.mirror.runtime.deployment.FlowStatus.State;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusTopicTest {

    private static final String NAME = "A-b.MirrorSourceConnector";
    private static final Part ON_ONE = new Part(State.RUNNING, "one:8083", "");

    private final StatusTopic topic = new StatusTopic();

    @Test
    void theLastEntryOfAConnectorAndOfEachTaskCounts() {
        connector("RUNNING", "one:8083", 1);
        task(1, "RUNNING", "two:8083", 1);
        task(0, "RUNNING", "one:8083", 1);
        connector("PAUSED", "one:8083", 1);
        task(1, "PAUSED", "two:8083", 1);

        assertThat(status())
                .isEqualTo(new FlowStatus(
                        NAME,
                        new Part(State.PAUSED, "one:8083", ""),
                        List.of(ON_ONE, new Part(State.PAUSED, "two:8083", ""))));
    }

    @Test
    void aFailureHasItsTrace() {
        connector("RUNNING", "one:8083", 1);
        put("status-task-" + NAME + "-0", """
                {"state":"FAILED","trace":"a.b.E: no\\nCaused by: x.Y: refused","worker_id":"one:8083","generation":1}""");

        assertThat(status().failure()).contains("x.Y: refused");
    }

    @Test
    void whatIsGivenUpLateDoesNotHideWhoTookItOver() {
        connector("RUNNING", "one:8083", 1);
        task(0, "RUNNING", "one:8083", 3);
        task(0, "UNASSIGNED", "two:8083", 2);
        assertThat(tasks()).containsExactly(ON_ONE);

        task(0, "UNASSIGNED", "one:8083", 4);
        assertThat(tasks()).containsExactly(new Part(State.OTHER, "one:8083", ""));
    }

    @Test
    void whatIsDeletedIsGoneAndAGapAmongTasksIsNotKnown() {
        connector("RUNNING", "one:8083", 1);
        task(0, "RUNNING", "one:8083", 1);
        task(1, "RUNNING", "one:8083", 1);
        put("status-task-" + NAME + "-0", null);
        assertThat(tasks()).containsExactly(new Part(State.OTHER, "", ""), ON_ONE);

        put("status-task-" + NAME + "-1", null);
        assertThat(tasks()).isEmpty();
        put("status-connector-" + NAME, null);
        assertThat(topic.statuses()).isEmpty();
    }

    @Test
    void entriesOfOtherKindsChangeNothing() {
        put("status-topic-orders:connector-" + NAME, "{\"topic\":{}}");
        put("status-connector-" + NAME, "no JSON");
        put("something", "else");

        assertThat(topic.statuses()).isEmpty();
    }

    private FlowStatus status() {
        return Objects.requireNonNull(topic.statuses().get(NAME));
    }

    private List<Part> tasks() {
        return status().tasks();
    }

    private void connector(String state, String worker, int generation) {
        put("status-connector-" + NAME, entry(state, worker, generation));
    }

    private void task(int number, String state, String worker, int generation) {
        put("status-task-" + NAME + "-" + number, entry(state, worker, generation));
    }

    private static String entry(String state, String worker, int generation) {
        return "{\"state\":\"%s\",\"trace\":null,\"worker_id\":\"%s\",\"generation\":%d}"
                .formatted(state, worker, generation);
    }

    private void put(String key, @Nullable String value) {
        topic.apply(
                key.getBytes(StandardCharsets.UTF_8), value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }
}
