package io.kagami.mirror.cli.status.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.status.reading.CopyPosition.SourceLog;
import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.event.EventPolicy;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.topology.Flow;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CopyPositionTest {

    private static final Uuid ID = Uuid.randomUuid();
    private static final SourceLog LOG = new SourceLog(ID, 100, 1_000);
    private static final ProducerPosition WRITER = new ProducerPosition(7, (short) 0, 0);

    @Test
    void withoutASyncNothingWasBegunAndAllCounts() {
        assertThat(CopyPosition.of(LOG, Optional.empty(), OptionalLong.of(50), Optional.empty()))
                .isEqualTo(new CopyPosition(false, 100));
    }

    @Test
    void whatTheCopyHoldsSinceTheSyncWasCopied() {
        assertThat(of(sync(600, 400, WRITER), OptionalLong.of(450))).isEqualTo(650);
        assertThat(of(sync(600, 400, WRITER), OptionalLong.of(400))).isEqualTo(600);
        assertThat(of(sync(600, 400, WRITER), OptionalLong.empty())).isEqualTo(600);
    }

    @Test
    void aCopyThatLostItsEndIsThatMuchFurtherBehind() {
        assertThat(of(sync(600, 400, WRITER), OptionalLong.of(390))).isEqualTo(590);
    }

    @Test
    void inRecordModeTheCopyHoldsMarksOfTransactionsSoOnlyTheSyncCounts() {
        assertThat(of(sync(600, 400, null), OptionalLong.of(450))).isEqualTo(600);
    }

    @Test
    void aSickPartitionIsWhereItStoppedEvenIfOthersWroteToItsCopy() {
        PartitionEvent event = new PartitionEvent(
                EventKind.FOREIGN_WRITE,
                EventPolicy.FAIL,
                Flow.of("A", "B"),
                new TopicPartition("t", 0),
                EventOffsets.at(620, 420),
                "",
                Instant.EPOCH);

        assertThat(CopyPosition.of(LOG, Optional.of(sync(600, 400, WRITER)), OptionalLong.of(700), Optional.of(event)))
                .isEqualTo(new CopyPosition(true, 620));
    }

    @Test
    void aTopicThatWasCreatedAnewIsNotBegun() {
        OffsetSync ofAnother = new OffsetSync("t", 0, 600, 400, Uuid.randomUuid(), WRITER, 0);

        assertThat(CopyPosition.of(LOG, Optional.of(ofAnother), OptionalLong.empty(), Optional.empty()))
                .isEqualTo(new CopyPosition(false, 100));
    }

    @Test
    void staysWithinWhatTheSourceHas() {
        assertThat(of(sync(50, 40, WRITER), OptionalLong.of(40))).isEqualTo(100);
        assertThat(of(sync(990, 40, WRITER), OptionalLong.of(90))).isEqualTo(1_000);
    }

    @Test
    void connectsAccountIsOfTheLastRecord() {
        assertThat(CopyPosition.ofConnect(LOG, OptionalLong.of(599))).isEqualTo(new CopyPosition(true, 600));
        assertThat(CopyPosition.ofConnect(LOG, OptionalLong.of(-1))).isEqualTo(new CopyPosition(true, 100));
        assertThat(CopyPosition.ofConnect(LOG, OptionalLong.empty())).isEqualTo(new CopyPosition(false, 100));
    }

    private static long of(OffsetSync sync, OptionalLong copyEnd) {
        CopyPosition position = CopyPosition.of(LOG, Optional.of(sync), copyEnd, Optional.empty());
        assertThat(position.begun()).isTrue();
        return position.next();
    }

    private static OffsetSync sync(long upstream, long downstream, @Nullable ProducerPosition writer) {
        return new OffsetSync("t", 0, upstream, downstream, ID, writer, 0);
    }
}
