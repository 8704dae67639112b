package io.kagami.mirror.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.OffsetSyncCodec;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.mirror.MirrorMakerOracle;
import org.junit.jupiter.api.Test;

class SickNoteTest {

    private static final TopicPartition ORDERS = new TopicPartition("orders", 3);

    @Test
    void comesBackAsItWasWritten() {
        PartitionEvent event = FlowEventsTest.event(EventKind.TARGET_NOT_AUTHORIZED, EventPolicy.FAIL, 42);

        assertThat(SickNote.partition(SickNote.key(ORDERS))).contains(ORDERS);
        assertThat(SickNote.read(ORDERS, SickNote.sick(event))).contains(event);
    }

    @Test
    void aPartitionThatIsWellHasNoEventButAValue() {
        byte[] well = SickNote.well(EventOffsets.at(42, 2));

        assertThat(well).isNotEmpty();
        assertThat(SickNote.read(ORDERS, well)).isEmpty();
    }

    @Test
    void theKeyOfAnOffsetSyncIsNotThatOfANote() {
        assertThat(SickNote.partition(OffsetSyncCodec.key(new OffsetSync("orders", 3, 1, 1))))
                .isEmpty();
        assertThat(SickNote.partition(new byte[] {0})).isEmpty();
    }

    @Test
    void readersOfOffsetSyncsTakeItForOneOfATopicThatCannotExist() {
        PartitionEvent event = FlowEventsTest.event(EventKind.TARGET_NOT_AUTHORIZED, EventPolicy.FAIL, 42);

        OffsetSync ours = OffsetSyncCodec.decode(SickNote.key(ORDERS), SickNote.sick(event));

        assertThat(ours.topic()).startsWith("!");
        assertThat(ours.upstreamOffset()).isEqualTo(42);
        assertThat(MirrorMakerOracle.offsetSync(SickNote.key(ORDERS), SickNote.sick(event)))
                .contains("!sick!orders");
        assertThat(MirrorMakerOracle.offsetSync(SickNote.key(ORDERS), SickNote.well(EventOffsets.at(42, 2))))
                .contains("!sick!orders");
    }

    @Test
    void aKindOfALaterVersionIsNotUnderstood() {
        byte[] known = SickNote.sick(FlowEventsTest.event(EventKind.THROTTLED, EventPolicy.FAIL, 42));
        String text = new String(known, StandardCharsets.ISO_8859_1).replace("throttled", "vanisheds");

        assertThat(SickNote.read(ORDERS, text.getBytes(StandardCharsets.ISO_8859_1)))
                .isEmpty();
    }
}
