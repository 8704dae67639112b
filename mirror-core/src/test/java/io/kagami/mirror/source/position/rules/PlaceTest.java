package io.kagami.mirror.source.position.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.source.position.rules.Decision.Counted;
import io.kagami.mirror.source.position.rules.Decision.Known;
import io.kagami.mirror.wire.connection.KnownWriters;
import io.kagami.mirror.wire.produce.TargetTail;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

/** When the accounts are taken once more, as another process of the flow may have written between the one and the other. */
class PlaceTest {

    private static final Uuid TOPIC = Uuid.randomUuid();
    private static final ProducerPosition WRITER = new ProducerPosition(7, (short) 0, 1_000);
    private static final Basis STORED = new Basis(500, 400, TOPIC, WRITER, 50);

    private final Positions named = new Positions(WRITER.at(0), true);
    private final Positions identity = new Positions(WRITER.at(0), false);

    /** Of the 37 records behind the stored pair, 30 are said to be ours. */
    private static TargetTail sevenOfOthers() {
        return tail(437, 1_030);
    }

    private static TargetTail tail(long logEnd, int nextSequence) {
        return new TargetTail(logEnd, new KnownWriters(true, Map.of(7L, WRITER.at(nextSequence))));
    }

    private static Place place(Decision decision) {
        return decision instanceof Known known ? known.place() : ((Counted) decision).place();
    }

    @Test
    void othersAreBelievedToHaveWrittenOnceOurNumberStandsStillWhereTopicsKeepTheirNames() {
        Place place = place(identity.resume(STORED, TOPIC, sevenOfOthers()));
        assertThat(place.claim()).isTrue();

        assertThat(place.isDoubtful(null)).isTrue();
        assertThat(place.isDoubtful(WRITER.at(1_023))).isTrue();
        assertThat(place.isDoubtful(WRITER.at(1_030))).isFalse();
    }

    @Test
    void andWhereNobodyElseIsExpectedToWrite() {
        Place place = place(named.resume(STORED, TOPIC, sevenOfOthers()));
        assertThat(place.surprise()).isEqualTo(Surprise.FOREIGN_WRITE);

        assertThat(place.isDoubtful(null)).isTrue();
        assertThat(place.isDoubtful(WRITER.at(1_023))).isTrue();
        assertThat(place.isDoubtful(WRITER.at(1_030))).isFalse();
    }

    @Test
    void theNumberOfAnotherProducerDoesNotSettleIt() {
        Place place = place(identity.resume(STORED, TOPIC, sevenOfOthers()));

        assertThat(place.isDoubtful(new ProducerPosition(8, (short) 0, 1_030))).isTrue();
    }

    @Test
    void accountsThatAgreeAreBelievedAtOnceThoughWeWentOnMeanwhile() {
        for (Positions positions : new Positions[] {named, identity}) {
            Place place = place(positions.resume(STORED, TOPIC, tail(437, 1_037)));

            assertThat(place.claim()).isFalse();
            assertThat(place.isDoubtful(null)).isFalse();
            assertThat(place.isDoubtful(WRITER.at(1_023))).isFalse();
        }
    }

    @Test
    void askingAgainDoesNotHelpWhereTheTargetDoesNotTell() {
        Place place = identity.first(0, new TargetTail(10, new KnownWriters(false, Map.of())));
        assertThat(place.writer()).isNull();

        assertThat(place.isDoubtful(null)).isFalse();
    }
}
