package io.kagami.mirror.source.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class SharedReadingTest {

    private final Queue<Runnable> slow = new ArrayDeque<>();
    private final List<Set<Integer>> readings = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private boolean unreachable;

    private final SharedReading<Integer> reading = new SharedReading<>(
            new SlowWork(new Queued(slow), Runnable::run), this::read, number -> heard.add("learnt " + number));

    private Integer read(Set<TopicPartition> askers) {
        Set<Integer> partitions = new TreeSet<>();
        askers.forEach(asker -> partitions.add(asker.partition()));
        readings.add(partitions);
        if (unreachable) {
            throw new TimeoutException("not now");
        }
        return readings.size();
    }

    private void ask(int partition) {
        Consumer<KafkaException> failed = reason -> heard.add(partition + " failed");
        reading.ask(new TopicPartition("orders", partition), number -> heard.add(partition + ": " + number), failed);
    }

    private void doSlowWork() {
        Objects.requireNonNull(slow.poll(), "something is to be done").run();
    }

    @Test
    void readsTwiceForAnyNumberOfPartitionsThatAskWhileItReads() {
        for (int partition = 0; partition < 2_000; partition++) {
            ask(partition);
        }

        doSlowWork();
        doSlowWork();

        assertThat(slow).isEmpty();
        assertThat(readings).hasSize(2);
        assertThat(readings.get(0)).containsExactly(0);
        assertThat(readings.get(1)).hasSize(1_999).doesNotContain(0);
        assertThat(heard).hasSize(2_002).startsWith("learnt 1", "0: 1", "learnt 2", "1: 2", "2: 2");
    }

    @Test
    void answersNobodyFromAReadingThatWasBegunBefore() {
        ask(0);
        Runnable begun = Objects.requireNonNull(slow.poll());
        ask(1);
        begun.run();
        assertThat(heard).containsExactly("learnt 1", "0: 1");

        doSlowWork();

        assertThat(heard).containsExactly("learnt 1", "0: 1", "learnt 2", "1: 2");
        ask(2);
        doSlowWork();
        assertThat(heard).endsWith("learnt 3", "2: 3");
    }

    @Test
    void tellsThoseWhoAskedThatItFailedAndReadsAgainForTheOthers() {
        unreachable = true;
        ask(0);
        ask(1);
        doSlowWork();
        assertThat(heard).containsExactly("0 failed");

        unreachable = false;
        doSlowWork();

        assertThat(heard).containsExactly("0 failed", "learnt 2", "1: 2");
    }

    /** Keeps what is to be done until the test does it. */
    private static final class Queued extends AbstractExecutorService {
        private final Queue<Runnable> queue;

        Queued(Queue<Runnable> queue) {
            this.queue = queue;
        }

        @Override
        public void execute(Runnable command) {
            queue.add(command);
        }

        @Override
        public void shutdown() {
            queue.clear();
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
