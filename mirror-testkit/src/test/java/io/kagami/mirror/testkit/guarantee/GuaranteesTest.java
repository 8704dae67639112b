package io.kagami.mirror.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GuaranteesTest {

    private static final Guarantee LOST = new NothingLost();
    private static final Guarantee TWICE = new NothingTwice();
    private static final Guarantee ORDER = new OrderKept();
    private static final Guarantee SAME = new SameRecords();

    @Test
    void aPerfectCopyKeepsAllOfThem() {
        TopicCopy copy = copy(records(1, 2, 3), records(1, 2, 3));

        assertThat(Stream.of(LOST, TWICE, ORDER, SAME))
                .allMatch(guarantee -> guarantee.check(copy).isKept());
    }

    @Test
    void equalRecordsAreNotTakenForRepetitions() {
        TopicCopy copy = copy(records(7, 7, 8), records(7, 7, 8));

        assertThat(Stream.of(LOST, TWICE, ORDER, SAME))
                .allMatch(guarantee -> guarantee.check(copy).isKept());
    }

    @Test
    void aLostRecordIsNamedByItsSourceOffset() {
        TopicCopy copy = copy(records(1, 2, 3), records(1, 3));

        assertBroken(LOST, copy, "B.t-1: 1 of 3 records are missing, the first has source offset 101");
        assertThat(TWICE.check(copy).isKept()).isTrue();
        assertThat(ORDER.check(copy).isKept()).isTrue();
        assertBroken(SAME, copy, "source offset 101 and target offset 101 differ");
    }

    @Test
    void oneOfTwoEqualRecordsCanBeLostToo() {
        assertBroken(LOST, copy(records(7, 7), records(7)), "1 of 2 records are missing");
    }

    @Test
    void aLostTailIsFound() {
        TopicCopy copy = copy(records(1, 2), records(1));

        assertBroken(LOST, copy, "the first has source offset 101");
        assertBroken(SAME, copy, "the target ends before source offset 101");
    }

    @Test
    void aRepeatedRecordIsNamedByItsTargetOffset() {
        TopicCopy copy = copy(records(1, 2, 3), records(1, 2, 1, 3));

        assertBroken(TWICE, copy, "B.t-1: 1 records are repeated, the first at target offset 102");
        assertThat(LOST.check(copy).isKept()).isTrue();
        assertThat(ORDER.check(copy).isKept()).isTrue();
        assertBroken(SAME, copy, "differ");
    }

    @Test
    void swappedRecordsAreOutOfOrder() {
        TopicCopy copy = copy(records(1, 2, 3), records(2, 1, 3));

        assertBroken(ORDER, copy, "B.t-1: target offset 101 holds source offset 100, after source offset 101");
        assertThat(LOST.check(copy).isKept()).isTrue();
        assertThat(TWICE.check(copy).isKept()).isTrue();
    }

    @Test
    void aForeignRecordIsNotTheSame() {
        TopicCopy copy = copy(records(1), records(1, 9));

        assertThat(TWICE.check(copy).isKept()).isTrue();
        assertBroken(SAME, copy, "the target goes on at offset 101 where the source ends");
    }

    private static void assertBroken(Guarantee guarantee, TopicCopy copy, String message) {
        Verdict verdict = guarantee.check(copy);
        assertThat(verdict.isKept()).isFalse();
        assertThatThrownBy(verdict::orThrow)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(message)
                .hasMessageContaining("B.t-1");
    }

    /** A topic whose partition 0 is as it should be and whose partition 1 is as given. */
    private static TopicCopy copy(PartitionRecords source, PartitionRecords target) {
        return new TopicCopy(List.of(
                new PartitionCopy(new TopicPartition("B.t", 0), records(5, 6), records(5, 6)),
                new PartitionCopy(new TopicPartition("B.t", 1), source, target)));
    }

    private static PartitionRecords records(long... fingerprints) {
        PartitionRecords records = new PartitionRecords();
        long offset = 100;
        for (long fingerprint : fingerprints) {
            records.add(offset++, fingerprint);
        }
        return records;
    }
}
