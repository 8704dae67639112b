package io.kagami.mirror.source.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.batch.format.BatchHeader;
import io.kagami.mirror.source.position.SlowWork;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReturnedWritersTest {

    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    private static final long FLOW = 7;
    private static final long HISTORY = 1_000_000;

    private final ExecutorService beside = Executors.newSingleThreadExecutor();
    private final Deque<Runnable> messages = new ArrayDeque<>();
    private final ReturnedWriters writers =
            new ReturnedWriters(true, Set.of(), () -> Set.of(FLOW), new SlowWork(beside, messages::add));

    private int wentOn;

    @AfterEach
    void stop() {
        beside.shutdownNow();
    }

    @Test
    void waitsAtTheFirstWriterThatIsNotKnownAndKnowsItThen() throws Exception {
        ByteBuffer answer = batches(0, 1, 2);
        assertThat(writers.known(ORDERS, answer).remaining()).isZero();

        lookUp(2);

        assertThat(wentOn).isEqualTo(1);
        assertThat(writers.known(ORDERS, answer)).isSameAs(answer);
        assertThat(writers.isReturned(FLOW)).isTrue();
        assertThat(writers.isReturned(1)).isFalse();
    }

    /** Else a topic with a long history would fill the memory with the ids of all who ever wrote there. */
    @Test
    void doesNotKeepWritersOfWhatWasThereWhenItLookedAndLooksAgainWhereTheyWriteLater() throws Exception {
        assertThat(writers.known(ORDERS, batches(0, 1)).remaining()).isZero();
        lookUp(HISTORY);

        for (int writer = 100; writer < 200; writer++) {
            ByteBuffer answer = batches(writer, writer);
            assertThat(writers.known(ORDERS, answer)).isSameAs(answer);
        }

        assertThat(writers.known(ORDERS, batches(HISTORY - 1, 100, 100)).remaining())
                .isEqualTo(BatchHeader.SIZE);
        assertThat(writers.known(ORDERS, batches(HISTORY, 1)).remaining()).isEqualTo(BatchHeader.SIZE);
    }

    private void lookUp(long highWatermark) throws InterruptedException {
        writers.await(ORDERS, highWatermark, () -> wentOn++, reason -> {
            throw new AssertionError(reason);
        });
        beside.shutdown();
        assertThat(beside.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        messages.forEach(Runnable::run);
        messages.clear();
    }

    /** Of one record each. */
    private static ByteBuffer batches(long firstOffset, long... producerIds) {
        ByteBuffer answer = ByteBuffer.allocate(BatchHeader.SIZE * producerIds.length);
        for (int index = 0; index < producerIds.length; index++) {
            int start = index * BatchHeader.SIZE;
            answer.putLong(start + BatchHeader.BASE_OFFSET, firstOffset + index);
            answer.putInt(start + BatchHeader.LENGTH, BatchHeader.SIZE - BatchHeader.LOG_OVERHEAD);
            answer.put(start + BatchHeader.MAGIC, (byte) 2);
            answer.putLong(start + BatchHeader.PRODUCER_ID, producerIds[index]);
        }
        return answer;
    }
}
