package io.kagami.mirror.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.replicator.ReplicatorProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Two clusters mirror each other. Two replicators share the work; in each round a broker of one side is restarted, and one of the replicators. The other one is
 * never restarted, so that what grows in it has the whole run to do so.
 */
class SoakIT {

    private static final SoakPlan PLAN = SoakPlan.current();
    private static final Duration HOUR = Duration.ofHours(1);

    private final SoakReport report = new SoakReport(PLAN);
    private final Restarts restarts = new Restarts(new Random(PLAN.seed()));
    private final List<Vitals> steadyVitals = new ArrayList<>();
    private final List<Vitals> restartedVitals = new ArrayList<>();

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "what processes take is read from /proc")
    void nothingIsLostRepeatedOrGrowsWhileEverythingIsRestartedAgainAndAgain() {
        Path folder = Path.of("target", "soak", Long.toString(PLAN.seed()));
        System.out.printf("-Dkagami.soak.seed=%d, output in %s%n", PLAN.seed(), folder.toAbsolutePath());
        long recent = System.currentTimeMillis() - HOUR.toMillis();
        try (SoakSide a = SoakSide.start("A", PLAN, recent);
                SoakSide b = SoakSide.start("B", PLAN, recent + 1);
                Replicators replicators = Replicators.between(a, b, PLAN, folder)) {
            disturb(a, b, replicators);
            new SoakEnd(a, b).examine(report);
            report.check(SoakEnd.becomesTrue(replicators::isAllWell), "mirror status finds something wrong at the end");
            report.events(replicators.events(), restarts.done());
        }
        report.trends(
                List.of(new Trend("steady process", steadyVitals), new Trend("restarted process", restartedVitals)));
        assertThat(report.conclude())
                .as("-Dkagami.soak.seed=%d, output in %s", PLAN.seed(), folder)
                .isEmpty();
    }

    private void disturb(SoakSide a, SoakSide b, Replicators replicators) {
        ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
        try {
            var unused = pace.scheduleAtFixedRate(
                    () -> {
                        a.writeMore(PLAN.recordsPerSecond());
                        b.writeMore(PLAN.recordsPerSecond());
                    },
                    0,
                    1,
                    TimeUnit.SECONDS);
            Instant from = Instant.now();
            ReplicatorProcess steady = replicators.start();
            awaitCopies(a, b);
            ReplicatorProcess restarted = replicators.start();
            restarts.note(Disturbance.REPLICATOR, from, "first start");
            long begin = System.nanoTime();
            for (int round = 1; round <= PLAN.rounds(); round++) {
                restarted = round(round, begin, List.of(a, b), steady, restarted, replicators);
            }
            report.check(steady.isAlive(), "the steady process has ended");
        } finally {
            pace.shutdownNow();
        }
    }

    private ReplicatorProcess round(
            int number,
            long beginNanos,
            List<SoakSide> sides,
            ReplicatorProcess steady,
            ReplicatorProcess restarted,
            Replicators replicators) {
        long length = PLAN.round().toNanos();
        String broker = restarts.broker(sides);
        passUntil(beginNanos + (number - 1) * length + length * 2 / 3);
        Vitals steadyNow = Vitals.of(steady.pid());
        Vitals restartedNow = Vitals.of(restarted.pid());
        steadyVitals.add(steadyNow);
        restartedVitals.add(restartedNow);
        ReplicatorProcess next = restarts.replicator(restarted, replicators::start);
        passUntil(beginNanos + number * length);
        report.round(new SoakRound(
                Duration.ofNanos(System.nanoTime() - beginNanos),
                broker,
                restarts.done().get(restarts.done().size() - 1).what(),
                sides.stream().mapToLong(SoakSide::written).sum(),
                steadyNow,
                restartedNow));
        return next;
    }

    private static void awaitCopies(SoakSide a, SoakSide b) {
        assertThat(SoakEnd.becomesTrue(
                        () -> b.cluster().logEnd("A.orders") > 0 && a.cluster().logEnd("B.orders") > 0))
                .as("records flow both ways")
                .isTrue();
    }

    private static void passUntil(long nanoTime) {
        long left = nanoTime - System.nanoTime();
        if (left > 0) {
            Restarts.pass(Duration.ofNanos(left));
        }
    }
}
