package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.metrics.PartitionMeter;
import io.kagami.mirror.source.Positions.Place;
import io.kagami.mirror.topology.Flow;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class PositionsTest {

    private static final Uuid TOPIC = Uuid.randomUuid();

    private final PartitionMeter meter =
            FlowMeter.of(Flow.of("positions", "test")).partition(new TopicPartition("orders", 0));
    private final CopiedPartition partition =
            new CopiedPartition(new TopicPartition("orders", 0), new TopicPartition("A.orders", 0), TOPIC, meter);
    private final long eventsBefore = meter.events();

    @Test
    void goesOnAtTheStoredPositionWhenNothingWasAppendedSince() {
        assertThat(Positions.resume(partition, new Basis(500, 400, TOPIC), 400, true))
                .isEqualTo(new Place(500, 400, 0, false));
    }

    @Test
    void skipsAsManyRecordsAsTheCopyHasBeyondTheStoredPosition() {
        assertThat(Positions.resume(partition, new Basis(500, 400, TOPIC), 437, true))
                .isEqualTo(new Place(500, 437, 37, false));
        assertThat(meter.events()).isEqualTo(eventsBefore);
    }

    @Test
    void repeatsRatherThanLosesWhereRecordsCannotBeCounted() {
        assertThat(Positions.resume(partition, new Basis(500, 400, TOPIC), 437, false))
                .isEqualTo(new Place(500, 437, 0, true));
        assertThat(meter.events()).isEqualTo(eventsBefore + 1);
    }

    @Test
    void saysSoWhenTheTargetLostItsTail() {
        assertThat(Positions.resume(partition, new Basis(500, 400, TOPIC), 390, true))
                .isEqualTo(new Place(500, 390, 0, true));
        assertThat(meter.events()).isEqualTo(eventsBefore + 1);
    }

    @Test
    void beginsAnewWithATopicThatWasCreatedAnew() {
        assertThat(Positions.resume(partition, new Basis(500, 400, Uuid.randomUuid()), 400, true))
                .isEqualTo(new Place(0, 400, 0, true));
        assertThat(meter.events()).isEqualTo(eventsBefore + 1);
    }

    @Test
    void trustsAStoredPositionOfATopicWhoseIdIsNotKnown() {
        assertThat(Positions.resume(partition, new Basis(500, 400, Uuid.ZERO_UUID), 400, true))
                .isEqualTo(new Place(500, 400, 0, false));
    }
}
