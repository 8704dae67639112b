package io.kagami.mirror.source.position.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.source.position.rules.Decision.Known;
import io.kagami.mirror.source.position.rules.Decision.Unclear;
import io.kagami.mirror.wire.connection.KnownWriters;
import io.kagami.mirror.wire.produce.TargetTail;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

/** What follows from the accounts MirrorMaker 2 keeps. */
class TakenOverTest {

    private static final ProducerPosition OURS = new ProducerPosition(7, (short) 0, 0);
    private static final OffsetSync SYNC = new OffsetSync("test", 0, 500, 400);

    private final Positions positions = new Positions(OURS, true);

    @Test
    void comparesFromTheLastPairOn() {
        TakenOver taken = told(450L);

        assertThat(taken.basis(1_000, 100)).isEqualTo(new Basis(500, 400, Uuid.ZERO_UUID, null, 0));
        assertThat(decide(taken, 1_000)).isInstanceOf(Unclear.class);
    }

    @Test
    void leavesOutWhatConnectHasStoredBehindThePair() {
        assertThat(told(530L).basis(1_000, 100)).isEqualTo(new Basis(530, 400, Uuid.ZERO_UUID, null, 0));
    }

    @Test
    void looksAtTheEndOfTheCopyWhereThereIsNoPair() {
        TakenOver taken = TakenOver.of(530L, null).orElseThrow();

        assertThat(taken.basis(1_000, 100)).isEqualTo(new Basis(530, 900, Uuid.ZERO_UUID, null, 0));
        assertThat(taken.basis(50, 100).downstream()).isZero();
    }

    @Test
    void comparesNothingWhereTheCopyEndsWithThePair() {
        assertThat(decide(told(450L), 401)).isInstanceOfSatisfying(Known.class, known -> {
            assertThat(known.place().upstream()).isEqualTo(501);
            assertThat(known.place().claim()).isTrue();
        });
        assertThat(decide(told(520L), 401)).isInstanceOf(Unclear.class);
    }

    @Test
    void saysThatTheTargetLostRecordsWhereTheCopyIsShorterThanThePair() {
        assertThat(decide(told(450L), 399))
                .isInstanceOfSatisfying(
                        Known.class,
                        known -> assertThat(known.place().surprise()).isEqualTo(Surprise.TARGET_LOST_RECORDS));
    }

    @Test
    void countsBesideOurOwnAccountOnlyIfItTellsOfMore() {
        Basis written = new Basis(600, 500, Uuid.ZERO_UUID, OURS, 0);
        Basis bare = new Basis(600, 500, Uuid.ZERO_UUID, null, 0);

        assertThat(TakenOver.besides(written, Optional.of(told(450L)))).isEmpty();
        assertThat(TakenOver.besides(written, Optional.of(told(601L)))).contains(told(601L));
        assertThat(TakenOver.besides(bare, Optional.of(told(450L)))).contains(new TakenOver(600, bare));
        assertThat(TakenOver.besides(null, Optional.of(told(450L)))).contains(told(450L));
        assertThat(TakenOver.besides(null, Optional.empty())).isEmpty();
    }

    @Test
    void isNotAskedForWhereTheCopyIsEmptyOrOurAccountWasTakenBack() {
        TargetTail oursAlone = new TargetTail(400, new KnownWriters(true, Map.of(7L, OURS.at(400))));

        assertThat(positions.othersMayHaveCopied(null, tail(0))).isFalse();
        assertThat(positions.othersMayHaveCopied(null, tail(400))).isTrue();
        assertThat(positions.othersMayHaveCopied(null, oursAlone)).isFalse();
        assertThat(positions.othersMayHaveCopied(Basis.of(SYNC), oursAlone)).isTrue();
    }

    private Decision decide(TakenOver taken, long logEnd) {
        return positions.takeOver(taken, taken.basis(logEnd, 100), tail(logEnd));
    }

    private static TakenOver told(Long next) {
        return TakenOver.of(next, SYNC).orElseThrow();
    }

    private static TargetTail tail(long logEnd) {
        return new TargetTail(logEnd, new KnownWriters(true, Map.of()));
    }
}
