package io.kagami.mirror.testkit.cluster;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The Kafka a broker process runs: {@linkplain #own() ours}, or {@linkplain #in another one} whose jars lie in a folder.
 *
 * <p>Threading: immutable.
 */
public sealed interface KafkaRelease permits OwnRelease, ReleaseFolder {

    /** The one on this JVM's class path. */
    static KafkaRelease own() {
        return new OwnRelease();
    }

    /**
     * A released 3.x.
     *
     * @param jars a folder with {@code kafka_2.13}, all it needs, and {@code slf4j-reload4j} to log with
     */
    static KafkaRelease in(Path jars) {
        return new ReleaseFolder(jars);
    }

    /** As {@code java -cp} takes it. */
    String classPath();

    /** Writes into a broker's folder how it logs: warnings and worse, to its output. */
    void writeLogging(Path folder) throws IOException;

    /** The JVM option that names what {@link #writeLogging} wrote. */
    String loggingOption(Path folder);

    /**
     * Prepares a node's data folder for its first start.
     *
     * @throws IOException if the release's own storage tool has something against it, with what it said
     */
    void format(BrokerFolder files, int nodeId, String clusterId) throws IOException;
}
