package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.naming.OriginMark;
import io.kagami.mirror.topology.Flow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Record mode: what goes wrong with one partition stops that one, and nothing runs in a circle. */
class RecordTroublesIT extends TwoClusters {

    private static final String IDENTITY = "org.apache.kafka.connect.mirror.IdentityReplicationPolicy";

    @BeforeAll
    static void startClusters() {
        start(cluster -> cluster);
    }

    @Test
    void aDamagedBatchStopsItsPartitionAndNoOther() throws Exception {
        a.createTopic("broken", 1);
        a.createTopic("whole", 1);
        for (int batch = 0; batch < 3; batch++) {
            new Lines(a, "broken", 0).write(Lines.numbers(10 * batch, 10 * batch + 10));
        }
        Damage.ofLastBatch(a, "broken");
        try (RunningFlow flow = flow("broken,whole")) {
            PartitionEvent event = Trouble.awaited(EventKind.CORRUPT_BATCH, "broken");
            assertThat(event.source()).isEqualTo(new TopicPartition("broken", 0));
            new Lines(a, "whole", 0).write(Lines.numbers(0, 5));
            assertThat(new Lines(b, "A.whole", 0).await(5)).hasSize(5);
            flow.assertNoTaskFailed();
        }
    }

    @Test
    void aDamagedBatchIsPutAsideWhereThatIsWantedAndCopyingGoesOnBehindIt() throws Exception {
        a.createTopic("put-aside", 1);
        for (int batch = 0; batch < 3; batch++) {
            new Lines(a, "put-aside", 0).write(Lines.numbers(10 * batch, 10 * batch + 10));
        }
        Damage.ofLastBatch(a, "put-aside");
        Map<String, String> settings = Map.of(
                "A->B.topics", "put-aside",
                "A->B.replication.mode", "record",
                "A->B.on.corrupt-batch", "quarantine");
        try (RunningFlow flow = new RunningFlow(a, b, settings)) {
            PartitionEvent event = Trouble.awaited(EventKind.CORRUPT_BATCH, "put-aside");
            assertThat(event.makesSick()).isFalse();
            new Lines(a, "put-aside", 0).write(Lines.numbers(30, 35));

            int damaged = Math.toIntExact(event.offsets().upstream());
            int behind = Math.toIntExact(event.offsets().upstreamEndExclusive());
            assertThat(behind).isGreaterThan(damaged).isLessThanOrEqualTo(30);
            assertThat(new Lines(b, "A.put-aside", 0).await(35 - (behind - damaged)))
                    .containsExactlyElementsOf(both(Lines.numbers(0, damaged), Lines.numbers(behind, 35)));
            flow.assertNoTaskFailed();
            assertThat(Trouble.putAside(b, "put-aside", "kagami.raw-batch")).containsExactly("true");
            assertThat(Trouble.putAside(b, "put-aside", "kagami.offset")).containsExactly(String.valueOf(damaged));
        }
    }

    private static List<String> both(List<String> some, List<String> others) {
        List<String> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    @Test
    void aTaskOfWhichAllPartitionsRestFailsAndNamesThem() throws Exception {
        a.createTopic("lonely", 1);
        new Lines(a, "lonely", 0).write(Lines.numbers(0, 5));
        Damage.ofLastBatch(a, "lonely");
        try (RunningFlow flow = flow("lonely")) {
            Awaitility.await("the task fails")
                    .atMost(Trouble.PATIENCE)
                    .until(() -> flow.tasks().get(0).failure() != null);
            assertThat(flow.tasks().get(0).failure())
                    .hasMessageContaining("corrupt-batch")
                    .hasMessageContaining("topic=lonely partition=0");
        }
    }

    @Test
    void sendsNothingBackWhereTopicsKeepTheirNames() {
        a.createTopic("shared", 1);
        b.createTopic("shared", 1);
        new Lines(a, "shared", 0).write(Lines.numbers(0, 5));
        new Lines(b, "shared", 0).write(Lines.numbers(5, 10));
        try (RunningFlow there = identity(Flow.of("A", "B"));
                RunningFlow back = identity(Flow.of("B", "A"))) {
            assertThat(new Lines(b, "shared", 0).await(10)).containsAll(Lines.numbers(0, 10));
            assertThat(new Lines(a, "shared", 0).await(10)).containsAll(Lines.numbers(0, 10));
            new Lines(a, "shared", 0).write(Lines.numbers(10, 11));
            assertThat(new Lines(b, "shared", 0).await(11)).contains("10");

            Awaitility.await()
                    .during(Duration.ofSeconds(3))
                    .atMost(Trouble.PATIENCE)
                    .untilAsserted(() -> {
                        assertThat(new Lines(a, "shared", 0).read()).hasSize(11);
                        assertThat(new Lines(b, "shared", 0).read()).hasSize(11);
                    });
            there.assertNoTaskFailed();
            back.assertNoTaskFailed();
        }
        List<String> origins = Trouble.read(b, "shared").stream()
                .filter(record -> record.headers().lastHeader(OriginMark.HEADER) != null)
                .map(record -> new String(
                        record.headers().lastHeader(OriginMark.HEADER).value(), StandardCharsets.UTF_8))
                .toList();
        assertThat(origins).hasSize(6).containsOnly("A");
    }

    private static RunningFlow flow(String topics) {
        return new RunningFlow(a, b, Map.of("A->B.topics", topics, "A->B.replication.mode", "record"));
    }

    private static RunningFlow identity(Flow flow) {
        Map<String, String> file = new HashMap<>(RunningFlow.clients(a, b, Map.of()));
        file.put(flow + ".topics", "shared");
        file.put("replication.policy.class", IDENTITY);
        file.put("replication.mode", "record");
        return new RunningFlow(flow, file, TaskDriver.noOffsets());
    }
}
