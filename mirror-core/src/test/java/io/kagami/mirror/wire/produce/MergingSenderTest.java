package io.kagami.mirror.wire.produce;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.batch.BatchCoalescer;
import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.batch.format.BatchLimits;
import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.testkit.seed.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Batches that wait go as one, those too large go in parts, and the listener hears of them as they were given. */
@ExtendWith(Seeded.class)
class MergingSenderTest {

    private static final TopicPartition PARTITION = new TopicPartition("A.orders", 0);
    private static final ProducerPosition FIRST = new ProducerPosition(7, (short) 0, 0);
    private static final int WINDOW = 5;

    private final Heard heard = new Heard();
    private final PartitionSender sender =
            new PartitionSender(PARTITION, FIRST, new BatchCoalescer(BatchLimits.defaults()), heard);

    private List<OutgoingBatch> givenBatches(int count) {
        List<OutgoingBatch> given = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            given.add(Batches.ofRecords(10L * number, 10));
        }
        given.forEach(sender::add);
        return given;
    }

    @Test
    void sendsAsOneWhatWaitsAndTellsOfEachAsItWasGiven() {
        List<OutgoingBatch> given = givenBatches(4);

        Attempt attempt = sender.take();

        assertThat(attempt.batch().recordCount()).isEqualTo(40);
        assertThat(attempt.batch().upstreamRuns()).hasToString("0+40");
        assertThat(Batches.sequence(attempt.batch())).isZero();
        sender.appended(attempt, 1_000);
        assertThat(heard.batches).isEqualTo(given);
        assertThat(heard.baseOffsets).containsExactly(1_000L, 1_010L, 1_020L, 1_030L);
        assertThat(sender.idle()).isTrue();
    }

    @Test
    void doesNotMergeALoneOne() {
        OutgoingBatch lone = givenBatches(1).get(0);

        assertThat(sender.take().batch()).isSameAs(lone);
    }

    @Test
    void sendsInPartsWhatIsTooLargeAndTellsOfItOnce() {
        List<OutgoingBatch> given = givenBatches(1);

        sender.failed(sender.take(), ProduceErrors.TOO_LARGE, Errors.MESSAGE_TOO_LARGE, "too large", 0);
        Attempt firstHalf = sender.take();
        assertThat(sender.canSend(0, WINDOW)).as("one by one after an error").isFalse();
        sender.appended(firstHalf, 500);
        assertThat(heard.batches).isEmpty();
        Attempt secondHalf = sender.take();
        sender.appended(secondHalf, 505);

        assertThat(List.of(Batches.sequence(firstHalf.batch()), Batches.sequence(secondHalf.batch())))
                .containsExactly(0, 5);
        assertThat(heard.batches).isEqualTo(given);
        assertThat(heard.baseOffsets).containsExactly(500L);
        assertThat(heard.tooLarge).containsExactly(given.get(0).sizeInBytes());
    }

    @Test
    void givesThePartitionBackWhereSomebodyElseWroteBetweenTheHalvesOfABatch() {
        List<OutgoingBatch> given = givenBatches(1);
        sender.failed(sender.take(), ProduceErrors.TOO_LARGE, Errors.MESSAGE_TOO_LARGE, "too large", 0);
        sender.appended(sender.take(), 500);
        OutgoingBatch next = Batches.ofRecords(10, 10);
        sender.add(next);

        sender.appended(sender.take(), 508);

        assertThat(heard.batches).as("told of with one place").isEmpty();
        assertThat(heard.refused).isEqualTo(given);
        assertThat(heard.refusals).containsExactly(Refusal.Kind.POSITION_LOST);
        assertThat(sender.idle()).isTrue();
    }

    @Test
    void tellsOfNothingBehindABatchThatIsTorn() {
        List<OutgoingBatch> given = givenBatches(3);
        sender.failed(sender.take(), ProduceErrors.TOO_LARGE, Errors.MESSAGE_TOO_LARGE, "too large", 0);
        sender.appended(sender.take(), 500);
        assertThat(heard.batches).containsExactly(given.get(0));

        Attempt rest = sender.take();
        assertThat(rest.batch().recordCount()).isEqualTo(15);
        sender.appended(rest, 520);

        assertThat(heard.batches).containsExactly(given.get(0));
        assertThat(heard.refused).containsExactly(given.get(1));
    }

    @Test
    void isRefusedASingleRecordThatIsTooLarge() {
        OutgoingBatch record = Batches.ofRecords(0, 1);
        sender.add(record);

        sender.failed(sender.take(), ProduceErrors.TOO_LARGE, Errors.MESSAGE_TOO_LARGE, "too large", 0);

        assertThat(heard.refused).containsExactly(record);
        assertThat(sender.idle()).isTrue();
    }

    @Test
    void isRefusedTheBatchThatWasGivenThoughMostOfItArrivedInParts() {
        List<OutgoingBatch> given = givenBatches(2);
        Attempt merged = sender.take();
        sender.failed(merged, ProduceErrors.TOO_LARGE, Errors.MESSAGE_TOO_LARGE, "too large", 0);
        sender.appended(sender.take(), 500);

        sender.failed(sender.take(), ProduceErrors.REFUSED, Errors.INVALID_RECORD, "no", 0);

        assertThat(heard.batches).containsExactly(given.get(0));
        assertThat(heard.refused).containsExactly(given.get(1));
    }

    /** A broker that appends in sequence, takes no large batches, answers late, loses connections. */
    @Test
    void bringsEveryRecordOnceAndInOrderThroughAnUnreliableBrokerThatTakesNoLargeBatches(Random random) {
        List<OutgoingBatch> given = givenBatches(400);
        ModelBroker broker = new ModelBroker(random);
        for (long nowMs = 0; !sender.idle(); nowMs += 2_000) {
            List<Attempt> sent = new ArrayList<>();
            while (sender.canSend(nowMs, WINDOW) && random.nextInt(4) > 0) {
                sent.add(sender.take());
            }
            broker.answer(sent, sender, nowMs);
        }
        assertThat(broker.endOffset).isEqualTo(4_000);
        assertThat(heard.batches).isEqualTo(given);
        for (int number = 0; number < given.size(); number++) {
            assertThat(heard.baseOffsets.get(number)).isEqualTo(10L * number);
        }
        assertThat(heard.tooLarge).isNotEmpty();
    }

    private static final class ModelBroker {
        private static final int MAX_BYTES = 300;
        private final Random random;
        private int endOffset;

        ModelBroker(Random random) {
            this.random = random;
        }

        void answer(List<Attempt> sent, PartitionSender sender, long nowMs) {
            int lostFrom = random.nextInt(4) == 0 ? random.nextInt(sent.size() + 1) : sent.size();
            boolean requestsLost = random.nextBoolean();
            for (int index = 0; index < sent.size(); index++) {
                Attempt attempt = sent.get(index);
                boolean lost = index >= lostFrom;
                Errors answer = lost && requestsLost ? Errors.NONE : append(attempt.batch());
                if (lost) {
                    sender.failed(attempt, ProduceErrors.UNKNOWN_OUTCOME, Errors.NETWORK_EXCEPTION, "cut", nowMs);
                } else if (answer == Errors.NONE) {
                    sender.appended(attempt, Batches.sequence(attempt.batch()));
                } else {
                    sender.failed(attempt, ProduceErrors.of(answer), answer, "no", nowMs);
                }
            }
        }

        private Errors append(OutgoingBatch batch) {
            int sequence = Batches.sequence(batch);
            if (batch.sizeInBytes() > MAX_BYTES) {
                return Errors.MESSAGE_TOO_LARGE;
            }
            if (sequence + batch.recordCount() <= endOffset) {
                return Errors.NONE;
            }
            if (sequence != endOffset) {
                return Errors.OUT_OF_ORDER_SEQUENCE_NUMBER;
            }
            endOffset += batch.recordCount();
            return Errors.NONE;
        }
    }

    private static final class Heard implements AppendListener {
        private final List<OutgoingBatch> batches = new ArrayList<>();
        private final List<Long> baseOffsets = new ArrayList<>();
        private final List<OutgoingBatch> refused = new ArrayList<>();
        private final List<Refusal.Kind> refusals = new ArrayList<>();
        private final List<Integer> tooLarge = new ArrayList<>();

        @Override
        public void appended(TopicPartition partition, OutgoingBatch batch, long baseOffset) {
            batches.add(batch);
            baseOffsets.add(baseOffset);
        }

        @Override
        public void tooLarge(TopicPartition partition, int sizeInBytes) {
            tooLarge.add(sizeInBytes);
        }

        @Override
        public void refused(TopicPartition partition, OutgoingBatch batch, Refusal refusal) {
            refused.add(batch);
            refusals.add(refusal.kind());
        }

        @Override
        public void stalled(TopicPartition partition, Errors error) {}

        @Override
        public void throttled(TopicPartition one, int delayMs) {}

        @Override
        public void failed(Throwable defect) {
            throw new AssertionError(defect);
        }
    }
}
