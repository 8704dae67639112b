package io.kagami.mirror.cli.matrix;

import io.kagami.mirror.testkit.cluster.KafkaRelease;
import io.kagami.mirror.testkit.cluster.ProcessCluster;
import java.nio.file.Path;
import java.util.Map;

/** The release beside ours, whose jars the module kafka-release has fetched. */
public final class OtherKafka {

    private static final String VERSION = System.getProperty("kagami.source.kafka", "3.9.1");

    private OtherKafka() {}

    /** A broker of that release in a process of its own, alone in its cluster. */
    public static ProcessCluster start(Map<String, String> settings) {
        Path jars = Path.of("..", "kafka-release", "target", "kafka-" + VERSION);
        return ProcessCluster.start(KafkaRelease.in(jars), 1, "384m", settings);
    }
}
