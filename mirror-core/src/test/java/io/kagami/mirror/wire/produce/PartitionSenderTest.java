package io.kagami.mirror.wire.produce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.testkit.seed.Seeded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeded.class)
class PartitionSenderTest {

    private static final TopicPartition PARTITION = new TopicPartition("A.orders", 0);
    private static final ProducerPosition FIRST = new ProducerPosition(7, (short) 0, 0);
    private static final long LATER = 1_000_000;
    private static final int WINDOW = 5;

    private final Heard heard = new Heard();
    private final PartitionSender sender = new PartitionSender(PARTITION, FIRST, Batches.neverMerged(), heard);

    private void givenBatches(int count) {
        for (int number = 0; number < count; number++) {
            sender.add(Batches.ofRecords(10L * number, 10));
        }
    }

    private List<Attempt> takeAll(long nowMs) {
        List<Attempt> taken = new ArrayList<>();
        while (sender.canSend(nowMs, WINDOW)) {
            taken.add(sender.take());
        }
        return taken;
    }

    /** The first batch is on the target, so the broker knows the producer id. */
    private void givenInStep() {
        sender.add(Batches.ofRecords(0, 10));
        sender.appended(takeAll(0).get(0), 90);
        heard.baseOffsets.clear();
    }

    private static List<Integer> sequences(List<Attempt> attempts) {
        return attempts.stream()
                .map(attempt -> Batches.sequence(attempt.batch()))
                .toList();
    }

    @Test
    void sendsTheFirstBatchAloneAsABrokerTakesAnUnknownProducerAtAnySequence() {
        givenBatches(8);

        List<Attempt> first = takeAll(0);
        assertThat(sequences(first)).containsExactly(0);

        sender.appended(first.get(0), 100);
        assertThat(sequences(takeAll(0))).containsExactly(10, 20, 30, 40, 50);
    }

    @Test
    void tellsOfAcknowledgementsInOrderThoughTheyComeOutOfOrder() {
        givenInStep();
        givenBatches(3);
        List<Attempt> taken = takeAll(0);

        sender.appended(taken.get(2), 120);
        sender.appended(taken.get(0), 100);
        assertThat(heard.baseOffsets).containsExactly(100L);

        sender.appended(taken.get(1), 110);
        assertThat(heard.baseOffsets).containsExactly(100L, 110L, 120L);
        assertThat(sender.idle()).isTrue();
    }

    @Test
    void sendsAgainOneByOneInOrderUnderTheFirstSequencesOnceEveryAnswerIsIn() {
        givenInStep();
        givenBatches(3);
        List<Attempt> taken = takeAll(0);

        sender.failed(taken.get(0), ProduceErrors.STALE_METADATA, Errors.NOT_LEADER_OR_FOLLOWER, "moved", 0);
        sender.failed(taken.get(1), ProduceErrors.OUT_OF_SEQUENCE, Errors.OUT_OF_ORDER_SEQUENCE_NUMBER, "gap", 0);
        assertThat(sender.canSend(LATER, WINDOW)).as("one answer is still out").isFalse();
        sender.failed(taken.get(2), ProduceErrors.OUT_OF_SEQUENCE, Errors.OUT_OF_ORDER_SEQUENCE_NUMBER, "gap", 0);

        List<Attempt> again = takeAll(LATER);
        assertThat(sequences(again)).containsExactly(10);
        sender.appended(again.get(0), 100);
        assertThat(sequences(takeAll(LATER))).containsExactly(20, 30);
        assertThat(heard.refusals).isEmpty();
    }

    @Test
    void waitsBeforeItSendsAgain() {
        givenBatches(1);
        List<Attempt> taken = takeAll(0);

        sender.failed(taken.get(0), ProduceErrors.TRANSIENT, Errors.NOT_ENOUGH_REPLICAS, "few", 1_000);

        assertThat(sender.canSend(1_000, WINDOW)).isFalse();
        assertThat(sender.canSend(1_100, WINDOW)).isTrue();
    }

    @Test
    void givesUpItsPositionWhenTheFirstBatchIsOutOfSequenceAfterEveryAnswerIsIn() {
        givenInStep();
        givenBatches(2);
        List<Attempt> taken = takeAll(0);

        sender.failed(taken.get(0), ProduceErrors.OUT_OF_SEQUENCE, Errors.OUT_OF_ORDER_SEQUENCE_NUMBER, "gap", 0);
        assertThat(heard.refusals)
                .as("what else is under way may still be written")
                .isEmpty();
        sender.failed(taken.get(1), ProduceErrors.OUT_OF_SEQUENCE, Errors.OUT_OF_ORDER_SEQUENCE_NUMBER, "gap", 0);

        assertThat(heard.refusals)
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.POSITION_LOST));
        assertThat(sender.canSend(LATER, WINDOW)).isFalse();
        assertThat(sender.idle()).isTrue();
    }

    @Test
    void goesOnWithTheSequenceItBeganWithAndRoundTheEndOfNumbers() {
        PartitionSender late = new PartitionSender(
                PARTITION, new ProducerPosition(7, (short) 0, Integer.MAX_VALUE - 9), Batches.neverMerged(), heard);
        late.add(Batches.ofRecords(0, 10));
        late.add(Batches.ofRecords(10, 10));

        Attempt first = late.take();
        late.appended(first, 100);

        assertThat(Batches.sequence(first.batch())).isEqualTo(Integer.MAX_VALUE - 9);
        assertThat(Batches.sequence(late.take().batch())).isZero();
    }

    @Test
    void givesUpItsPositionWhenTheTopicIsAnotherOne() {
        Uuid first = Uuid.randomUuid();
        givenInStep();
        givenBatches(2);
        sender.ensureSameTopic(first);
        sender.ensureSameTopic(Uuid.ZERO_UUID);
        Attempt underWay = sender.take();

        sender.ensureSameTopic(Uuid.randomUuid());
        assertThat(heard.refusals).as("one answer is still out").isEmpty();
        sender.failed(underWay, ProduceErrors.STALE_METADATA, Errors.UNKNOWN_TOPIC_ID, "gone", 0);

        assertThat(heard.refusals)
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.POSITION_LOST));
        assertThat(sender.idle()).isTrue();
    }

    @Test
    void sendsTheFirstOldBatchAfterAPauseAloneAsTheBrokerMayHaveForgottenUs() {
        givenInStep();
        givenBatches(3);

        assertThat(takeAll(Duration.ofHours(2).toMillis())).hasSize(1);
    }

    @Test
    void givesUpItsPositionWhenNobodyKnowsWhetherOldRecordsWereWritten() {
        givenInStep();
        givenBatches(2);
        long muchLater = Duration.ofHours(2).toMillis();
        List<Attempt> taken = takeAll(0);

        sender.failed(taken.get(1), ProduceErrors.UNKNOWN_OUTCOME, Errors.NETWORK_EXCEPTION, "cut", muchLater);
        sender.appended(taken.get(0), 100);

        assertThat(heard.baseOffsets).containsExactly(100L);
        assertThat(heard.refusals)
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.OUTCOME_UNKNOWN));
        assertThat(sender.canSend(muchLater + LATER, WINDOW)).isFalse();
    }

    @Test
    void saysWhatTheTargetWillNeverTake() {
        givenBatches(1);
        List<Attempt> taken = takeAll(0);

        sender.failed(taken.get(0), ProduceErrors.REFUSED, Errors.MESSAGE_TOO_LARGE, "too large", 0);

        assertThat(heard.refusals)
                .extracting(Refusal::kind, Refusal::error, Refusal::message)
                .containsExactly(tuple(Refusal.Kind.NEEDS_OPERATOR, Errors.MESSAGE_TOO_LARGE, "too large"));
    }

    @Test
    void tellsOnceOfATroubleThatLasts() {
        givenBatches(2);
        long nowMs = 0;
        for (int tries = 0; tries < 20; tries++) {
            Attempt attempt = takeAll(nowMs).get(0);
            sender.failed(attempt, ProduceErrors.TRANSIENT, Errors.NOT_ENOUGH_REPLICAS, "few", nowMs);
            sender.detachIfLasting(nowMs);
            nowMs += 2_000;
        }

        assertThat(heard.stalled).isEqualTo(1);
        sender.appended(takeAll(nowMs).get(0), 100);
        assertThat(heard.baseOffsets).containsExactly(100L);
    }

    /** A broker that appends in sequence, answers late, loses connections: every batch arrives once, in order. */
    @Test
    void bringsEveryBatchOnceAndInOrderThroughAnUnreliableBroker(Random random) {
        int batches = 300;
        givenBatches(batches);
        ModelBroker broker = new ModelBroker(random);
        long nowMs = 0;
        while (!sender.idle()) {
            nowMs += 2_000;
            List<Attempt> sent = new ArrayList<>();
            while (sender.canSend(nowMs, WINDOW) && random.nextInt(4) > 0) {
                sent.add(sender.take());
            }
            broker.answer(sent, sender, nowMs);
        }
        assertThat(broker.log).hasSize(batches).isSorted();
        assertThat(heard.baseOffsets).hasSize(batches).isSorted().doesNotHaveDuplicates();
        assertThat(heard.refusals).isEmpty();
    }

    private static final class ModelBroker {
        private final Random random;
        private final List<Integer> log = new ArrayList<>();

        ModelBroker(Random random) {
            this.random = random;
        }

        void answer(List<Attempt> sent, PartitionSender sender, long nowMs) {
            int answersLostFrom = lossBegins(sent.size());
            int requestsLostFrom = answersLostFrom + random.nextInt(3);
            for (int index = 0; index < sent.size(); index++) {
                Attempt attempt = sent.get(index);
                boolean appended = index < requestsLostFrom && append(Batches.sequence(attempt.batch()));
                if (index >= answersLostFrom) {
                    sender.failed(attempt, ProduceErrors.UNKNOWN_OUTCOME, Errors.NETWORK_EXCEPTION, "cut", nowMs);
                } else if (appended) {
                    sender.appended(attempt, Batches.sequence(attempt.batch()));
                } else {
                    sender.failed(
                            attempt, ProduceErrors.OUT_OF_SEQUENCE, Errors.OUT_OF_ORDER_SEQUENCE_NUMBER, "gap", nowMs);
                }
            }
        }

        private int lossBegins(int sent) {
            return random.nextInt(3) == 0 ? random.nextInt(sent + 1) : sent;
        }

        /** Whether it is in the log now: appended in sequence, or known as a repeat. */
        private boolean append(int sequence) {
            if (log.contains(sequence)) {
                return true;
            }
            boolean inSequence = sequence == log.size() * 10;
            if (inSequence) {
                log.add(sequence);
            }
            return inSequence;
        }
    }

    private static final class Heard implements AppendListener {
        private final List<Long> baseOffsets = new ArrayList<>();
        private final List<Refusal> refusals = new ArrayList<>();
        private int stalled;

        @Override
        public void appended(TopicPartition partition, OutgoingBatch batch, long baseOffset) {
            baseOffsets.add(baseOffset);
        }

        @Override
        public void refused(TopicPartition partition, OutgoingBatch batch, Refusal refusal) {
            refusals.add(refusal);
        }

        @Override
        public void throttled(TopicPartition one, int delayMs) {}

        @Override
        public void stalled(TopicPartition partition, Errors error) {
            stalled++;
        }

        @Override
        public void failed(Throwable defect) {
            throw new AssertionError(defect);
        }
    }
}
