package io.kagami.mirror.cli.soak;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How long and how large.
 *
 * @param time in which things are restarted; starting before and comparing afterwards come on top
 * @param round in which one broker and one replicator are restarted
 * @param brokers of each cluster
 * @param recordsPerSecond written to each of the four topics
 * @param seed of all random choices
 * @param limits within which memory and threads may grow
 * @param out where the report is kept, beside what is printed
 */
record SoakPlan(
        Duration time,
        Duration round,
        int brokers,
        int recordsPerSecond,
        long seed,
        GrowthLimits limits,
        Optional<Path> out) {

    private static final Duration SMALL = Duration.ofSeconds(60);
    private static final Duration SMALL_ROUND = Duration.ofSeconds(15);

    /** By system properties {@code kagami.soak.minutes}, {@code .brokers}, {@code .rate}, {@code .seed} and {@code .out}; small without the first. */
    static SoakPlan current() {
        Integer minutes = Integer.getInteger("kagami.soak.minutes");
        boolean small = minutes == null;
        return new SoakPlan(
                small ? SMALL : Duration.ofMinutes(minutes),
                small ? SMALL_ROUND : Duration.ofMinutes(1),
                Integer.getInteger("kagami.soak.brokers", small ? 1 : 3),
                Integer.getInteger("kagami.soak.rate", 100),
                Long.getLong("kagami.soak.seed", System.nanoTime() % 1_000_000),
                small ? GrowthLimits.OF_SECONDS : GrowthLimits.OF_MINUTES,
                Optional.ofNullable(System.getProperty("kagami.soak.out"))
                        .filter(out -> !out.isEmpty())
                        .map(Path::of));
    }

    int rounds() {
        return (int) (time.toMillis() / round.toMillis());
    }

    /** More than the writers can write. */
    long recordsAtMost() {
        return recordsPerSecond * (time.toSeconds() * 3 + 600);
    }

    /** Whether workers are to miss each other sooner than by default. */
    boolean isSmall() {
        return limits.equals(GrowthLimits.OF_SECONDS);
    }

    int replicas() {
        return Math.min(3, brokers);
    }
}
