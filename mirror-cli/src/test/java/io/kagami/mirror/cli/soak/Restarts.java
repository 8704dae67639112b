package io.kagami.mirror.cli.soak;

import io.kagami.mirror.cli.replicator.ReplicatorProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/**
 * Restarts brokers and replicators as chance has it, by SIGKILL or SIGTERM, and keeps what it did.
 *
 * <p>Threading: one thread.
 */
final class Restarts {

    private static final Duration LONGEST_AWAY = Duration.ofSeconds(4);

    private final Random random;
    private final List<Disturbance> done = new ArrayList<>();

    Restarts(Random random) {
        this.random = random;
    }

    List<Disturbance> done() {
        return List.copyOf(done);
    }

    /** A start of something is a disturbance of its own. */
    void note(String subject, Instant from, String what) {
        done.add(new Disturbance(subject, from, Instant.now(), what));
    }

    /** One broker of either side, away for some seconds. */
    String broker(List<SoakSide> sides) {
        SoakSide side = sides.get(random.nextInt(sides.size()));
        int id = random.nextInt(side.cluster().brokerIds().size());
        boolean killed = random.nextBoolean();
        Instant from = Instant.now();
        if (killed) {
            side.cluster().killBroker(id);
        } else {
            side.cluster().stopBroker(id);
        }
        pass(Duration.ofMillis(random.nextLong(LONGEST_AWAY.toMillis())));
        side.cluster().startBroker(id);
        side.awaitInSync();
        String what = "%s broker %d of %s".formatted(signal(killed), id, side.alias());
        note(side.alias(), from, what);
        return what;
    }

    /** A replicator, which another takes the place of. */
    ReplicatorProcess replicator(ReplicatorProcess running, Supplier<ReplicatorProcess> starting) {
        boolean killed = random.nextBoolean();
        Instant from = Instant.now();
        if (killed) {
            running.kill();
        } else {
            int unused = running.terminate();
        }
        ReplicatorProcess next = starting.get();
        note(Disturbance.REPLICATOR, from, signal(killed) + " replicator");
        return next;
    }

    private static String signal(boolean killed) {
        return killed ? "SIGKILL" : "SIGTERM";
    }

    static void pass(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusSeconds(60)).until(() -> true);
    }
}
