package io.kagami.mirror.config.effect;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Why a setting changes nothing, and what to do.
 *
 * @param reason completes "has no effect"
 * @param remedy what to do with the line
 */
record Idle(String reason, String remedy) {

    private static final String LEAVE_OUT = "leave it out";
    private static final String RECORD_MODE = "replication.mode = record where it has to count, else leave it out";

    private static final Idle OTHER_CLIENT =
            new Idle("on what is copied in batch mode, whose own clients do not use it", "write " + RECORD_MODE);
    private static final Idle AS_PRODUCED = new Idle(
            "on what is copied in batch mode, where batches stay as their producers made them", "write " + RECORD_MODE);
    private static final Idle ALWAYS_SAFE = new Idle(
            "on what is copied in batch mode: batches are always acknowledged by all in-sync replicas, in order, and repeated until they are"
                    + " taken",
            LEAVE_OUT);

    private static final Map<String, Idle> OF_CONSUMERS = Map.of(
            "client.rack",
                    new Idle("in batch mode, which reads from the leaders of partitions", "write " + RECORD_MODE),
            "client.id", new Idle("on the names of the clients that copy in batch mode", LEAVE_OUT),
            "isolation.level",
                    new Idle("in batch mode, which never copies what was aborted or is not yet committed", LEAVE_OUT),
            "metadata.max.age.ms", new Idle("in batch mode", "write refresh.topics.interval.seconds"));

    private static final Map<String, Idle> OF_PRODUCERS = producers();

    private static final Idle REPORTING =
            new Idle("on the clients that copy in batch mode, whose figures are in JMX", LEAVE_OUT);

    static Idle ofConsumer(String name) {
        return isReporting(name) ? REPORTING : OF_CONSUMERS.getOrDefault(name, OTHER_CLIENT);
    }

    static Idle ofProducer(String name) {
        return isReporting(name) ? REPORTING : OF_PRODUCERS.getOrDefault(name, OTHER_CLIENT);
    }

    private static boolean isReporting(String name) {
        return name.startsWith("metric");
    }

    private static Map<String, Idle> producers() {
        Map<String, Idle> idle = all(
                Set.of(
                        "batch.size",
                        "compression.type",
                        "compression.gzip.level",
                        "compression.lz4.level",
                        "compression.zstd.level",
                        "linger.ms",
                        "max.request.size"),
                AS_PRODUCED);
        idle.putAll(all(
                Set.of(
                        "acks",
                        "delivery.timeout.ms",
                        "enable.idempotence",
                        "max.in.flight.requests.per.connection",
                        "retries"),
                ALWAYS_SAFE));
        idle.put("buffer.memory", new Idle("in batch mode", "write copier.buffer.bytes"));
        idle.put("client.id", new Idle("on the names of the clients that copy in batch mode", LEAVE_OUT));
        return idle;
    }

    private static Map<String, Idle> all(Set<String> names, Idle idle) {
        Map<String, Idle> all = new HashMap<>();
        names.forEach(name -> all.put(name, idle));
        return all;
    }
}
