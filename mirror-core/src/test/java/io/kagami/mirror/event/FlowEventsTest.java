package io.kagami.mirror.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.topology.Flow;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FlowEventsTest {

    private static final TopicPartition ORDERS = new TopicPartition("orders", 3);

    private final FlowEvents events = new FlowEvents();

    @Test
    void aPartitionThatStopsIsSickUntilItCopiesAgain() {
        events.add(event(EventKind.RECORD_TOO_LARGE, EventPolicy.FAIL, 7));

        assertThat(events.sick()).containsOnlyKeys(ORDERS);
        assertThat(events.remove(ORDERS)).map(PartitionEvent::kind).contains(EventKind.RECORD_TOO_LARGE);
        assertThat(events.sick()).isEmpty();
        assertThat(events.remove(ORDERS)).isEmpty();
    }

    @Test
    void anEventThatStopsNothingMakesNothingSick() {
        events.add(event(EventKind.SOURCE_RECORDS_DELETED, EventPolicy.CONTINUE, 7));

        assertThat(events.sick()).isEmpty();
        assertThat(events.recent()).hasSize(1);
    }

    @Test
    void countsEveryEventAndKeepsTheLast() {
        for (int offset = 0; offset < FlowEvents.KEPT + 20; offset++) {
            events.add(event(EventKind.FOREIGN_WRITE, EventPolicy.CONTINUE, offset));
        }

        assertThat(events.counts()).containsEntry(EventKind.FOREIGN_WRITE, FlowEvents.KEPT + 20L);
        assertThat(events.recent()).hasSize(FlowEvents.KEPT);
        assertThat(events.recent().get(0).offsets().upstream()).isEqualTo(20);
    }

    @Test
    void aLineNamesWhatWhereAndWhatToDo() {
        PartitionEvent event = new PartitionEvent(
                EventKind.SOURCE_RECORDS_DELETED,
                EventPolicy.CONTINUE,
                Flow.of("A", "B"),
                ORDERS,
                new EventOffsets(10, 20, 5),
                "ten are gone",
                Instant.EPOCH);

        assertThat(event.line())
                .startsWith("source-records-deleted: ten are gone. Lengthen retention")
                .endsWith("policy=continue flow=A->B topic=orders partition=3 upstreamOffset=10 upstreamLastOffset=19"
                        + " downstreamOffset=5");
    }

    static PartitionEvent event(EventKind kind, EventPolicy policy, long offset) {
        return new PartitionEvent(
                kind, policy, Flow.of("A", "B"), ORDERS, EventOffsets.at(offset, 2), "it happened", Instant.EPOCH);
    }
}
