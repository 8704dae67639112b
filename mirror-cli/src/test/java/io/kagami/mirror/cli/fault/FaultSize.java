package io.kagami.mirror.cli.fault;

import java.util.Map;

/** How much of everything; property {@code kagami.faults}. */
enum FaultSize {
    /** A few faults, few records, and workers that miss each other soon. */
    SMALL,
    /** As many as it takes to trust the result, with every setting as it comes. */
    FULL;

    static FaultSize current() {
        return valueOf(System.getProperty("kagami.faults", "small").toUpperCase(java.util.Locale.ROOT));
    }

    /**
     * Broker settings of a target in every size: sessions may be short; no repeated record is cleaned away before it is counted; producers whose
     * records are older than a day are forgotten within a second and not, as by default, within ten minutes.
     */
    static Map<String, String> targetBrokers() {
        return Map.of(
                "group.min.session.timeout.ms", "1000",
                "log.cleaner.backoff.ms", "86400000",
                "producer.id.expiration.check.interval.ms", "1000");
    }

    /** What a file needs for this size. */
    Map<String, String> workerSettings() {
        return this == FULL
                ? Map.of()
                : Map.of(
                        "B.session.timeout.ms", "2000",
                        "B.heartbeat.interval.ms", "500",
                        "B.scheduled.rebalance.max.delay.ms", "500");
    }

    int of(int small, int full) {
        return this == SMALL ? small : full;
    }
}
