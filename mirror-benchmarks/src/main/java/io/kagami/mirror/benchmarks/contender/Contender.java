package io.kagami.mirror.benchmarks.contender;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A mirror in the comparison.
 *
 * @param name in tables and on the command line
 * @param mainClass what its script runs
 * @param jvmOptions what its script gives to the JVM when the user sets nothing
 * @param settings its lines of the configuration file, beside those all share
 * @param readsAborted whether it copies records of aborted transactions, too
 */
public record Contender(
        String name, String mainClass, List<String> jvmOptions, Map<String, String> settings, boolean readsAborted) {

    /** Kagami as it comes: heap, compiler and collector as in {@code bin/run-class.sh}. */
    public static final Contender KAGAMI = new Contender(
            "kagami",
            "io.kagami.mirror.cli.ConnectMirrorMaker",
            List.of("-Xms128M", "-Xmx512M", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
            Map.of(),
            false);

    /** Apache MirrorMaker 2 as it comes: heap of {@code connect-mirror-maker.sh}, the rest of {@code kafka-run-class.sh}. */
    public static final Contender MM2 = new Contender(
            "mm2",
            "org.apache.kafka.connect.mirror.MirrorMaker",
            List.of(
                    "-Xms256M",
                    "-Xmx2G",
                    "-server",
                    "-XX:+UseG1GC",
                    "-XX:MaxGCPauseMillis=20",
                    "-XX:InitiatingHeapOccupancyPercent=35",
                    "-XX:+ExplicitGCInvokesConcurrent",
                    "-Djava.awt.headless=true"),
            Map.of(),
            true);

    /** MirrorMaker 2 with the client settings that make it fast, as its users set them. */
    public static final Contender MM2_TUNED = new Contender(
            "mm2-tuned",
            MM2.mainClass(),
            MM2.jvmOptions(),
            Map.of(
                    "A.consumer.max.poll.records", "5000",
                    "A.consumer.max.partition.fetch.bytes", "4194304",
                    "B.producer.compression.type", "lz4",
                    "B.producer.batch.size", "524288",
                    "B.producer.linger.ms", "20"),
            true);

    /** All of them, the one that ratios are about first. */
    public static final List<Contender> ALL = List.of(KAGAMI, MM2, MM2_TUNED);

    public Contender {
        jvmOptions = List.copyOf(jvmOptions);
        settings = Map.copyOf(settings);
    }

    /**
     * The contender of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Contender named(String name) {
        return ALL.stream()
                .filter(contender -> contender.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no contender " + name + " among "
                        + ALL.stream().map(Contender::name).toList()));
    }

    /** The same, but carries positions of groups over, every five seconds. */
    public Contender carryingPositions() {
        return with(
                name,
                Map.of(
                        "emit.checkpoints.enabled", "true",
                        "sync.group.offsets.enabled", "true",
                        "emit.checkpoints.interval.seconds", "5",
                        "sync.group.offsets.interval.seconds", "5",
                        "refresh.groups.interval.seconds", "5"));
    }

    /** The same under another name, with more settings. */
    public Contender with(String otherName, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return new Contender(otherName, mainClass, jvmOptions, all, readsAborted);
    }
}
