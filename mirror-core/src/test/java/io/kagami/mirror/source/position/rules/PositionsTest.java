package io.kagami.mirror.source.position.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.offset.SourceEpoch;
import io.kagami.mirror.source.compare.TailComparison.Finding;
import io.kagami.mirror.source.position.rules.Decision.Counted;
import io.kagami.mirror.source.position.rules.Decision.Known;
import io.kagami.mirror.source.position.rules.Decision.Unclear;
import io.kagami.mirror.wire.connection.KnownWriters;
import io.kagami.mirror.wire.produce.TargetTail;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class PositionsTest {

    private static final Uuid TOPIC = Uuid.randomUuid();
    private static final ProducerPosition WRITER = new ProducerPosition(7, (short) 0, 1_000);
    private static final Basis STORED = new Basis(500, 400, TOPIC, WRITER, 50);

    private final Positions named = new Positions(WRITER.at(0), true);
    private final Positions shared = new Positions(WRITER.at(0), false);

    private static TargetTail remembering(long logEnd, int nextSequence) {
        return new TargetTail(logEnd, new KnownWriters(true, Map.of(7L, WRITER.at(nextSequence))));
    }

    private static TargetTail forgetful(long logEnd) {
        return new TargetTail(logEnd, new KnownWriters(true, Map.of()));
    }

    private static TargetTail silent(long logEnd) {
        return new TargetTail(logEnd, new KnownWriters(false, Map.of()));
    }

    private static Place known(Decision decision) {
        assertThat(decision).isInstanceOf(Known.class);
        return ((Known) decision).place();
    }

    private static Place counted(Decision decision) {
        assertThat(decision).isInstanceOf(Counted.class);
        return ((Counted) decision).place();
    }

    private static Unclear unclear(Decision decision) {
        assertThat(decision).isInstanceOf(Unclear.class);
        return (Unclear) decision;
    }

    @Test
    void goesOnAtTheStoredPositionWhenNothingWasAppendedSince() {
        Place expected = new Place(500, 400, 0, WRITER, 50, false, Surprise.NONE, "", null);

        assertThat(known(named.resume(STORED, TOPIC, remembering(400, 1_000)))).isEqualTo(expected);
        assertThat(known(named.resume(STORED, TOPIC, forgetful(400)))).isEqualTo(expected);
        assertThat(known(shared.resume(STORED, TOPIC, silent(400)))).isEqualTo(expected);
    }

    @Test
    void skipsAsManyRecordsAsBothAccountsSay() {
        Place place = counted(named.resume(STORED, TOPIC, remembering(437, 1_037)));

        assertThat(place).isEqualTo(new Place(500, 437, 37, WRITER.at(1_037), 50, false, Surprise.NONE, "", null));
    }

    @Test
    void comparesWhereTheTargetHasForgottenTheProducerAsOthersMayHaveWritten() {
        Decision decision = named.resume(STORED, TOPIC, forgetful(437));

        Place counted = new Place(
                500,
                437,
                37,
                WRITER.at(1_037),
                50,
                false,
                Surprise.PRODUCER_FORGOTTEN,
                "the target no longer remembers our producer: by its log end, 37 records were copied since the last stored position",
                null);
        assertThat(decision)
                .isEqualTo(new Unclear(
                        "the target no longer remembers our producer, and others may have written", counted));
    }

    @Test
    void countsByTheLogEndWhereTheTargetDoesNotTell() {
        Place place = counted(named.resume(STORED, TOPIC, silent(437)));

        assertThat(place.recordsToSkip()).isEqualTo(37);
        assertThat(place.writer()).isEqualTo(WRITER.at(1_037));
        assertThat(place.surprise()).isEqualTo(Surprise.NONE);
    }

    @Test
    void neverCountsByTheLogEndOnceOthersWereSeenToWriteToTheCopy() {
        Basis seen = STORED.sharedWithOthers();
        Unclear compared =
                new Unclear("others write to the copy, and the target does not say which records are ours", null);

        assertThat(named.resume(seen, TOPIC, silent(405))).isEqualTo(compared);
        assertThat(named.resume(seen, TOPIC, forgetful(405))).isEqualTo(compared);
        assertThat(known(named.resume(seen, TOPIC, silent(400))).upstream()).isEqualTo(500);
        assertThat(counted(named.resume(seen, TOPIC, remembering(405, 1_003))).recordsToSkip())
                .isEqualTo(3);
    }

    @Test
    void saysHowManyCopiedRecordsTheSourceLostWhenItChangedItsLeader() {
        Place same = named.compared().comparedGapless(STORED, null, new Finding(537, 37, 0), forgetful(437));
        assertThat(same.surprise()).isEqualTo(Surprise.NONE);

        Place lost = named.compared().comparedGapless(STORED, null, new Finding(520, 20, 0), forgetful(437));
        assertThat(lost.surprise()).isEqualTo(Surprise.SOURCE_DIVERGED);
        assertThat(lost.upstream()).isEqualTo(520);
        assertThat(lost.downstream()).isEqualTo(437);
        assertThat(lost.account()).contains("17 records", "from upstream offset 500 on", "from 520 on");
    }

    @Test
    void skipsRecordsOneByOneWhereAComparisonConfirmsTheirCount() {
        Place place = counted(named.resume(STORED, TOPIC, silent(437)));

        assertThat(named.compared().comparedGapless(STORED, place, new Finding(537, 37, 0), silent(437)))
                .isEqualTo(place);
        assertThat(named.compared()
                        .comparedGapless(STORED, place, new Finding(520, 20, 0), silent(437))
                        .surprise())
                .isEqualTo(Surprise.SOURCE_DIVERGED);
        assertThat(named.compared()
                        .comparedGapless(STORED, null, new Finding(537, 37, 0), silent(437))
                        .claim())
                .isTrue();
    }

    @Test
    void keepsTheLeaderEpochAsLongAsItIsThatOfTheRecordBefore() {
        SourceEpoch epoch = new SourceEpoch(7, 480);
        Basis known = new Basis(500, 400, TOPIC, WRITER, 50, epoch, false);

        assertThat(counted(named.resume(known, TOPIC, silent(437))).epoch()).isEqualTo(epoch);
        assertThat(known.epochBefore(481)).isEqualTo(epoch);
        assertThat(known.epochBefore(480)).isNull();
        assertThat(known.epochBefore(501)).isNull();
    }

    @Test
    void goesOnWithTheFirstRecordTheCopyLacksAndSaysWhatIsOdd() {
        Place plain = named.compared().compared(STORED, new Finding(520, 20, 0), 0, forgetful(437));
        assertThat(plain.writer()).isEqualTo(WRITER.plus(20));
        assertThat(plain.upstream()).isEqualTo(520);
        assertThat(plain.downstream()).isEqualTo(437);
        assertThat(plain.surprise()).isEqualTo(Surprise.NONE);

        Place repeating = named.compared().compared(STORED, new Finding(520, 20, 3), 0, forgetful(437));
        assertThat(repeating.surprise()).isEqualTo(Surprise.POSITION_UNCERTAIN);

        Place overtaken = named.compared().compared(STORED, new Finding(600, 0, 0), 600, forgetful(437));
        assertThat(overtaken.surprise()).isEqualTo(Surprise.SOURCE_RECORDS_DELETED);
        assertThat(overtaken.account()).contains("537 to 599");
    }

    @Test
    void copiesAgainWhatTheTargetLostThoughABatchOfOursLandedBehindTheLoss() {
        Place place = known(named.resume(STORED, TOPIC, remembering(395, 1_010)));

        assertThat(place.upstream()).isEqualTo(500 - 5 - 10);
    }

    @Test
    void looksForWhereTheLogsPartWhereOthersMayHaveWrittenOverALoss() {
        assertThat(unclear(shared.resume(STORED, TOPIC, remembering(405, 990))).back())
                .isEqualTo(10);
        assertThat(unclear(shared.resume(STORED, TOPIC, remembering(400, 990))).back())
                .isEqualTo(10);
        assertThat(unclear(shared.resume(STORED, TOPIC, remembering(395, 990))).back())
                .isEqualTo(10);
        assertThat(unclear(shared.resume(STORED, TOPIC, silent(395))).back()).isEqualTo(5);
        assertThat(unclear(named.resume(STORED, TOPIC, remembering(405, 1_030))).back())
                .isEqualTo(25);
        assertThat(unclear(shared.resume(STORED, TOPIC, remembering(405, 900))).back())
                .isEqualTo(100);
        assertThat(unclear(shared.resume(STORED, TOPIC, remembering(400 + 2_000_000, 990)))
                        .back())
                .isEqualTo(10);
    }

    @Test
    void looksForALossThoughNothingWasCopiedInTheLastRun() {
        Basis behindAGap = new Basis(500, 400, TOPIC, WRITER, 0);

        assertThat(unclear(named.resume(behindAGap, TOPIC, forgetful(390))).back())
                .isEqualTo(10);
        assertThat(unclear(shared.resume(behindAGap, TOPIC, remembering(405, 990)))
                        .back())
                .isEqualTo(10);
        assertThat(unclear(named.resume(behindAGap, TOPIC, remembering(405, 1_010)))
                        .back())
                .isEqualTo(5);
    }

    @Test
    void copiesAgainFromWhereTheLogsPartAndSaysSo() {
        Basis from = STORED.at(STORED.pairBefore(11));
        assertThat(from).isEqualTo(new Basis(489, 389, TOPIC, WRITER.at(989), 0));

        Place lost = shared.compared()
                .retraced(STORED, from, new Finding(490, 1, 0), remembering(405, 990), Surprise.TARGET_LOST_RECORDS);

        assertThat(lost.upstream()).isEqualTo(490);
        assertThat(lost.downstream()).isEqualTo(405);
        assertThat(lost.writer()).isEqualTo(WRITER.at(990));
        assertThat(lost.claim()).isTrue();
        assertThat(lost.surprise()).isEqualTo(Surprise.TARGET_LOST_RECORDS);
        assertThat(lost.account()).contains("from upstream offset 490 on").doesNotContain("twice");
        assertThat(shared.compared()
                        .retraced(
                                STORED,
                                from,
                                new Finding(490, 1, 7),
                                remembering(405, 990),
                                Surprise.TARGET_LOST_RECORDS)
                        .account())
                .contains("7 of them are in the copy twice");
    }

    @Test
    void keepsWhatTheSourceNoLongerHasAndGoesOnWhereTheLogsPart() {
        Basis from = STORED.at(STORED.pairBefore(50));

        Place parted = named.compared()
                .retraced(STORED, from, new Finding(480, 30, 0), forgetful(400), Surprise.SOURCE_DIVERGED);

        assertThat(parted.upstream()).isEqualTo(480);
        assertThat(parted.downstream()).isEqualTo(400);
        assertThat(parted.claim()).isTrue();
        assertThat(parted.surprise()).isEqualTo(Surprise.SOURCE_DIVERGED);
        assertThat(parted.account()).contains("from upstream offset 480 on");
    }

    /** What came late moves the target's account of our producer back too; but all is there. */
    @Test
    void losesNothingAndRepeatsNothingWhereOnlyTheAccountWentBack() {
        Basis from = STORED.at(STORED.pairBefore(11));

        Place late = shared.compared()
                .retraced(STORED, from, new Finding(500, 11, 0), remembering(405, 990), Surprise.TARGET_LOST_RECORDS);

        assertThat(late.upstream()).isEqualTo(500);
        assertThat(late.surprise()).isEqualTo(Surprise.NONE);
    }

    /** Before 500 the source has nothing but markers of transactions, or what it compacted away. */
    @Test
    void takesAGapAtTheSourceForNoLoss() {
        Basis from = STORED.at(STORED.pairBefore(11));

        Place place = shared.compared()
                .retraced(
                        STORED,
                        from,
                        new Finding(495, 6, 0, true),
                        remembering(405, 1_000),
                        Surprise.TARGET_LOST_RECORDS);

        assertThat(place.surprise()).isEqualTo(Surprise.NONE);
    }

    @Test
    void countsByTheSequenceBesideWhatOthersWrite() {
        Place beside = counted(shared.resume(STORED, TOPIC, remembering(437, 1_030)));
        assertThat(beside.recordsToSkip()).isEqualTo(30);
        assertThat(beside.claim()).isTrue();
        assertThat(beside.surprise()).isEqualTo(Surprise.NONE);

        Place unexpected = counted(named.resume(STORED, TOPIC, remembering(437, 1_030)));
        assertThat(unexpected.recordsToSkip()).isEqualTo(30);
        assertThat(unexpected.surprise()).isEqualTo(Surprise.FOREIGN_WRITE);
        assertThat(unexpected.account()).contains("7 records");
    }

    @Test
    void countsOnWhenSequenceNumbersBeginAgain() {
        Basis late = new Basis(500, 400, TOPIC, WRITER.at(Integer.MAX_VALUE - 4), 0);

        assertThat(counted(named.resume(late, TOPIC, remembering(410, 5))).recordsToSkip())
                .isEqualTo(10);
    }

    @Test
    void comparesWhereTheAccountsContradictEachOtherOrDoNotTell() {
        assertThat(named.resume(STORED, TOPIC, remembering(437, 1_038))).isInstanceOf(Unclear.class);
        assertThat(named.resume(STORED, TOPIC, remembering(437, 900))).isInstanceOf(Unclear.class);
        assertThat(shared.resume(STORED, TOPIC, forgetful(437))).isInstanceOf(Unclear.class);
    }

    @Test
    void neverChoosesANumberThatATargetWhichDoesNotTellCouldTakeForARepeat() {
        assertThat(named.first(0, silent(10)).writer()).isNull();
        assertThat(named.first(0, silent(0)).writer()).isEqualTo(WRITER.at(0));
        assertThat(named.first(0, forgetful(10)).writer()).isEqualTo(WRITER.at(0));
        assertThat(named.first(0, remembering(10, 4)).writer()).isEqualTo(WRITER.at(4));
    }

    @Test
    void copiesAgainWhatTheTargetLostWhereBothLogsRunSideBySide() {
        for (TargetTail tail : new TargetTail[] {forgetful(390), remembering(390, 990), silent(390)}) {
            Place place = known(named.resume(STORED, TOPIC, tail));

            assertThat(place.upstream()).isEqualTo(490);
            assertThat(place.downstream()).isEqualTo(390);
            assertThat(place.writer()).isEqualTo(WRITER.at(990));
            assertThat(place.runLength()).isEqualTo(40);
            assertThat(place.claim()).isTrue();
            assertThat(place.surprise()).isEqualTo(Surprise.TARGET_LOST_RECORDS);
        }
    }

    @Test
    void copiesAgainAllThatTheTargetLostThoughOthersWroteThereSince() {
        assertThat(known(named.resume(STORED, TOPIC, remembering(395, 990))).upstream())
                .isEqualTo(490);
    }

    @Test
    void copiesFromTheStartWhereTheTargetIsEmpty() {
        Place place = known(named.resume(STORED, TOPIC, forgetful(0)));

        assertThat(place.upstream()).isZero();
        assertThat(place.downstream()).isZero();
        assertThat(place.surprise()).isEqualTo(Surprise.TARGET_LOST_RECORDS);
    }

    @Test
    void looksForWhereTheLogsPartWhereTheTargetLostMoreThanTheLastRun() {
        Unclear decision = unclear(named.resume(STORED, TOPIC, forgetful(300)));

        assertThat(decision.back()).isEqualTo(100);
        assertThat(decision.reason()).contains("100 records less than it acknowledged");
    }

    @Test
    void saysSoWhereItCannotTellWhatTheTargetLost() {
        Place place = named.compared().behindLoss(STORED, new Finding(500, 0, 0), "it is shorter", forgetful(300));

        assertThat(place.upstream()).isEqualTo(500);
        assertThat(place.downstream()).isEqualTo(300);
        assertThat(place.claim()).isTrue();
        assertThat(place.surprise()).isEqualTo(Surprise.TARGET_LOST_RECORDS);
        assertThat(place.account()).contains("it is shorter").contains("lost").contains("upstream offset 500");
    }

    @Test
    void comparesNothingOfACopyThatRecordModeWrote() {
        Basis theirs = new Basis(500, 400, TOPIC, null, 0);
        Place place = known(named.resume(theirs, TOPIC, forgetful(300)));

        assertThat(place.upstream()).isEqualTo(500);
        assertThat(place.surprise()).isEqualTo(Surprise.TARGET_LOST_RECORDS);
        assertThat(named.resume(STORED, TOPIC, remembering(437, 1_037)).restsOn(theirs))
                .isFalse();
    }

    @Test
    void tellsWhatRestsOnWhatWasCopiedBefore() {
        assertThat(named.resume(STORED, TOPIC, remembering(437, 1_037)).restsOn(STORED))
                .isTrue();
        assertThat(named.resume(STORED, TOPIC, remembering(400, 1_000)).restsOn(STORED))
                .isTrue();
        assertThat(named.resume(STORED, Uuid.randomUuid(), remembering(400, 1_000))
                        .restsOn(STORED))
                .isFalse();
        assertThat(named.resume(STORED, TOPIC, forgetful(390)).restsOn(STORED)).isFalse();
    }

    @Test
    void beginsAnewWithATopicThatWasCreatedAnewAndGoesOnWithTheSequence() {
        Place place = known(named.resume(STORED, Uuid.randomUuid(), remembering(400, 1_000)));

        assertThat(place.upstream()).isZero();
        assertThat(place.downstream()).isEqualTo(400);
        assertThat(place.writer()).isEqualTo(WRITER);
        assertThat(place.claim()).isTrue();
        assertThat(place.surprise()).isEqualTo(Surprise.TOPIC_RECREATED);
    }

    @Test
    void beginsAnewWithATopicThatCameBackAfterItsCopyWasDeletedWithIt() {
        Place place = known(named.resume(STORED, Uuid.randomUuid(), forgetful(0)));

        assertThat(place.upstream()).isZero();
        assertThat(place.downstream()).isZero();
        assertThat(place.claim()).isTrue();
        assertThat(place.surprise()).isEqualTo(Surprise.TOPIC_RECREATED);
    }

    @Test
    void takesUpAPositionOfMirrorMakerWhichDoesNotKnowTheWriter() {
        Basis theirs = new Basis(500, 400, Uuid.ZERO_UUID, null, 0);

        Place place = counted(named.resume(theirs, TOPIC, forgetful(437)));

        assertThat(place.recordsToSkip()).isEqualTo(37);
        assertThat(place.writer()).isEqualTo(WRITER.at(0));
        assertThat(place.claim()).isTrue();
        assertThat(place.surprise()).isEqualTo(Surprise.NONE);
    }

    @Test
    void trustsAStoredPositionOfATopicWhoseIdIsNotKnown() {
        assertThat(new Basis(1, 1, Uuid.ZERO_UUID, null, 0).ofAnotherTopicThan(TOPIC))
                .isFalse();
        assertThat(STORED.ofAnotherTopicThan(Uuid.ZERO_UUID)).isFalse();
        assertThat(STORED.ofAnotherTopicThan(TOPIC)).isFalse();
        assertThat(STORED.ofAnotherTopicThan(Uuid.randomUuid())).isTrue();
    }
}
