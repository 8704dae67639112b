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
 */
record BrokerFolder(Path folder, Path data) {

    private static final String LOG_DIRS = "log.dirs";
    private static final String QUIET_LOGGING = """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d %-5level [%thread] %logger{20} %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="out"/></root>
            </configuration>
            """;

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
            Map<String, String> overrides)
            throws IOException {
        Path data = overrides.containsKey(LOG_DIRS) ? Path.of(overrides.get(LOG_DIRS)) : folder.resolve("data");
        BrokerFolder prepared = new BrokerFolder(folder, data);
        Files.createDirectories(folder);
        Files.createDirectories(data);
        Files.writeString(prepared.logging(), QUIET_LOGGING);
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
        try {
            Storage.format(data, id, clusterId);
            return prepared;
        } catch (IOException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IOException("cannot format " + data, failed);
        }
    }

    List<String> command(String heap) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-Xms" + heap,
                "-XX:+UseG1GC",
                "-Dlogback.configurationFile=" + logging(),
                "-cp",
                System.getProperty("java.class.path"),
                "kafka.Kafka",
                settings().toString());
    }

    private Path settings() {
        return folder.resolve("server.properties");
    }

    private Path logging() {
        return folder.resolve("logback.xml");
    }
}
