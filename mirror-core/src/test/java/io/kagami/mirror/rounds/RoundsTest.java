package io.kagami.mirror.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final List<Exception> failures = new CopyOnWriteArrayList<>();

    /** Counts what is asked of it. */
    private static class CountingRound implements Round {
        final AtomicInteger rounds = new AtomicInteger();
        final AtomicInteger ends = new AtomicInteger();

        @Override
        public Duration run(BooleanSupplier isClosing) throws InterruptedException {
            rounds.incrementAndGet();
            return PAUSE;
        }

        @Override
        public void end() {
            ends.incrementAndGet();
        }
    }

    @Test
    void followOneAnotherUntilTheyAreClosed() {
        CountingRound round = new CountingRound();
        Rounds rounds = Rounds.begin(round, failures::add);
        await().until(() -> round.rounds.get() > 3);

        rounds.close();
        rounds.close();

        int last = round.rounds.get();
        assertThat(round.ends).hasValue(1);
        await().during(PAUSE.multipliedBy(5)).atMost(Duration.ofSeconds(10)).until(() -> round.rounds.get() == last);
        assertThat(failures).isEmpty();
    }

    @Test
    void endWithAFailureThatIsToldOnceAndLetGoOfEverything() {
        IllegalStateException defect = new IllegalStateException("defect");
        CountingRound round = new CountingRound() {
            @Override
            public Duration run(BooleanSupplier isClosing) throws InterruptedException {
                Duration unused = super.run(isClosing);
                throw defect;
            }
        };
        try (Rounds rounds = Rounds.begin(round, failures::add)) {
            assertThat(rounds).isNotNull();
            await().until(() -> !failures.isEmpty());
            assertThat(round.ends).hasValue(1);
        }

        assertThat(failures).containsExactly(defect);
        assertThat(round.rounds).hasValue(1);
        assertThat(round.ends).hasValue(1);
    }

    @Test
    void areOverWithTheRoundUnderWayWhichIsInterrupted() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        CountingRound round = new CountingRound() {
            @Override
            public Duration run(BooleanSupplier isClosing) throws InterruptedException {
                begun.countDown();
                never.await();
                return super.run(isClosing);
            }
        };
        Rounds rounds = Rounds.begin(round, failures::add);
        await().until(() -> begun.getCount() == 0);

        rounds.close();

        assertThat(round.ends).hasValue(1);
        assertThat(round.rounds).hasValue(0);
        assertThat(failures).isEmpty();
    }

    @Test
    void tellNoFailureOnceTheyAreClosed() {
        CountDownLatch closing = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        CountingRound round = new CountingRound() {
            @Override
            public Duration run(BooleanSupplier isClosing) throws InterruptedException {
                begun.countDown();
                try {
                    closing.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("in the midst of it", e);
                }
                return super.run(isClosing);
            }
        };
        Rounds rounds = Rounds.begin(round, failures::add);
        await().until(() -> begun.getCount() == 0);

        rounds.close();

        assertThat(round.ends).hasValue(1);
        await().during(Duration.ofMillis(1_500)).atMost(Duration.ofSeconds(10)).until(failures::isEmpty);
    }

    @Test
    void tellAFailureThoughNotAllCouldBeClosed() {
        IllegalStateException defect = new IllegalStateException("defect");
        CountingRound round = new CountingRound() {
            @Override
            public Duration run(BooleanSupplier isClosing) {
                throw defect;
            }

            @Override
            public void end() {
                super.end();
                throw new AssertionError("cannot be closed");
            }
        };
        try (Rounds rounds = Rounds.begin(round, failures::add)) {
            assertThat(rounds).isNotNull();
            await().until(() -> !failures.isEmpty());
        }

        assertThat(failures).containsExactly(defect);
        assertThat(round.ends).hasValue(1);
    }

    @Test
    void closeUndisturbedByTheInterruptThatEndsTheRoundAndLeaveTheCallerHis() {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean knewOfClosing = new AtomicBoolean();
        AtomicBoolean interruptedAtTheEnd = new AtomicBoolean();
        CountingRound round = new CountingRound() {
            @Override
            public Duration run(BooleanSupplier isClosing) throws InterruptedException {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    knewOfClosing.set(isClosing.getAsBoolean());
                    Thread.currentThread().interrupt(); // as some clients do
                }
                return super.run(isClosing);
            }

            @Override
            public void end() {
                interruptedAtTheEnd.set(Thread.currentThread().isInterrupted());
                super.end();
                throw new IllegalStateException("cannot be closed");
            }
        };
        Rounds rounds = Rounds.begin(round, failures::add);
        await().until(() -> begun.getCount() == 0);

        rounds.close();

        assertThat(round.ends).hasValue(1);
        assertThat(knewOfClosing).isTrue();
        assertThat(interruptedAtTheEnd).isFalse();
        assertThat(failures).isEmpty();

        Rounds resting = Rounds.begin(round, failures::add);
        Thread.currentThread().interrupt();
        resting.close();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void letGoOfEverythingOnceWhenARoundEndsForWhichNobodyWaitsAnyMore() {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean over = new AtomicBoolean();
        CountingRound round = new CountingRound() {
            @Override
            public Duration run(BooleanSupplier isClosing) throws InterruptedException {
                begun.countDown();
                while (!over.get()) {
                    boolean unused = Thread.interrupted(); // work that cannot be interrupted
                    LockSupport.parkNanos(1_000_000);
                }
                return super.run(isClosing);
            }
        };
        Rounds rounds = Rounds.begin(round, failures::add);
        await().until(() -> begun.getCount() == 0);

        rounds.close();
        assertThat(round.ends).hasValue(0);
        over.set(true);

        await().until(() -> round.ends.get() == 1);
        rounds.close();
        assertThat(round.ends).hasValue(1);
        assertThat(round.rounds).hasValue(1);
    }

    /** As many threads as connectors would be no gain. */
    @Test
    void thatBeganTogetherShareThreads() throws InterruptedException {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch enough = new CountDownLatch(20 * 5);
        List<Rounds> all = IntStream.range(0, 20)
                .mapToObj(number -> Rounds.begin(
                        new CountingRound() {
                            @Override
                            public Duration run(BooleanSupplier isClosing) throws InterruptedException {
                                if (rounds.incrementAndGet() > 2) {
                                    threads.add(Thread.currentThread());
                                    enough.countDown();
                                }
                                return Duration.ofSeconds(1);
                            }
                        },
                        failures::add))
                .toList();

        assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();

        all.forEach(Rounds::close);
        assertThat(threads).hasSizeLessThan(15);
    }
}
