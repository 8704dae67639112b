package io.kagami.mirror.testkit.cluster;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * All the files a broker process needs.
 *
 * @param folder holds {@code server.properties}, the log configuration and what the broker says
 * @param data holds its logs; in the folder, unless {@code log.dirs} is overridden
 * @param release what runs there
 */
record BrokerFolder(Path folder, Path data, KafkaRelease release) {

    private static final String LOG_DIRS = "log.dirs";

    /**
     * Writes the files of one node.
     *
     * @param nodes ports of all nodes of the cluster by id
     * @param advertisedPort where clients are told to connect
     */
    static BrokerFolder prepare(
            Path folder,
            int id,
            List<NodePorts> nodes,
            int advertisedPort,
            String clusterId,
            Map<String, String> overrides,
            KafkaRelease release)
            throws IOException {
        Path data = overrides.containsKey(LOG_DIRS) ? Path.of(overrides.get(LOG_DIRS)) : folder.resolve("data");
        BrokerFolder prepared = new BrokerFolder(folder, data, release);
        Files.createDirectories(folder);
        Files.createDirectories(data);
        release.writeLogging(folder);
        NodePorts ports = nodes.get(id);
        Properties properties = new Properties();
        properties.putAll(BrokerProperties.small(nodes.size()));
        properties.putAll(BrokerProperties.listeners(ports, advertisedPort, ClientSecurity.PLAINTEXT));
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(id));
        properties.put(LOG_DIRS, data.toString());
        properties.put("controller.quorum.voters", NodePorts.voters(nodes));
        properties.putAll(overrides);
        try (Writer file = Files.newBufferedWriter(prepared.settings())) {
            properties.store(file, "a broker for tests");
        }
        release.format(prepared, id, clusterId);
        return prepared;
    }

    List<String> command(String heap) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-Xms" + heap,
                "-XX:+UseG1GC",
                release.loggingOption(folder),
                "-cp",
                release.classPath(),
                "kafka.Kafka",
                settings().toString());
    }

    Path settings() {
        return folder.resolve("server.properties");
    }
}
