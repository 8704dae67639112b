package io.kagami.mirror.benchmarks.contender;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The {@code connect-mirror-maker.properties} of a run.
 *
 * @param settings all lines of the file
 */
public record MirrorFile(Map<String, String> settings) {

    /** Alias of the cluster that many others are mirrored to. */
    public static final String HUB = "hub";

    public MirrorFile {
        settings = Map.copyOf(settings);
    }

    /**
     * One flow for one topic with four tasks, without heartbeats and checkpoints, and with Kagami's pace of looking for topics
     * for all contenders; everything else is what the contender takes by default or brings itself.
     */
    public static MirrorFile of(Contender contender, String source, String target, String topic) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "clusters", "A, B",
                "A.bootstrap.servers", source,
                "B.bootstrap.servers", target,
                "A->B.enabled", "true",
                "A->B.topics", topic,
                "B->A.enabled", "false",
                "tasks.max", "4",
                "refresh.topics.interval.seconds", "5",
                "emit.heartbeats.enabled", "false",
                "emit.checkpoints.enabled", "false"));
        settings.putAll(oneReplica());
        settings.putAll(contender.settings());
        return new MirrorFile(settings);
    }

    /**
     * One flow from each source to one hub, everything else as the contender takes it by default.
     *
     * @param sources addresses by alias
     * @param hub address of the target, whose alias is {@value #HUB}
     */
    public static MirrorFile intoHub(Contender contender, Map<String, String> sources, String hub, String topic) {
        Map<String, String> settings = new TreeMap<>(oneReplica());
        settings.put("clusters", String.join(", ", new TreeSet<>(sources.keySet())) + ", " + HUB);
        settings.put(HUB + ".bootstrap.servers", hub);
        sources.forEach((alias, servers) -> {
            settings.put(alias + ".bootstrap.servers", servers);
            settings.put(alias + "->" + HUB + ".enabled", "true");
            settings.put(alias + "->" + HUB + ".topics", topic);
        });
        settings.putAll(contender.settings());
        return new MirrorFile(settings);
    }

    /** The file's text. */
    public String text() {
        return new TreeMap<>(settings)
                .entrySet().stream()
                        .map(setting -> setting.getKey() + " = " + setting.getValue() + "\n")
                        .collect(Collectors.joining());
    }

    private static Map<String, String> oneReplica() {
        return Map.of(
                "replication.factor", "1",
                "checkpoints.topic.replication.factor", "1",
                "heartbeats.topic.replication.factor", "1",
                "offset-syncs.topic.replication.factor", "1",
                "offset.storage.replication.factor", "1",
                "status.storage.replication.factor", "1",
                "config.storage.replication.factor", "1");
    }
}
