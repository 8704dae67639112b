package io.kagami.mirror.testkit.cluster;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.Uuid;

/**
 * All the files a broker process needs.
 *
 * @param folder holds {@code server.properties}, the log configuration and the data
 */
record BrokerFolder(Path folder) {

    private static final String QUIET_LOGGING = """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d %-5level [%thread] %logger{20} %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="out"/></root>
            </configuration>
            """;

    static BrokerFolder prepare(Path folder, NodePorts ports, int advertisedPort, Map<String, String> overrides)
            throws IOException {
        BrokerFolder prepared = new BrokerFolder(folder);
        Files.createDirectories(prepared.data());
        Files.writeString(prepared.logging(), QUIET_LOGGING);
        Properties properties = new Properties();
        properties.putAll(BrokerProperties.small(1));
        properties.putAll(BrokerProperties.listeners(ports, advertisedPort, ClientSecurity.PLAINTEXT));
        properties.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                "0",
                "log.dirs",
                prepared.data().toString(),
                "controller.quorum.voters",
                NodePorts.voters(List.of(ports))));
        properties.putAll(overrides);
        try (Writer file = Files.newBufferedWriter(prepared.settings())) {
            properties.store(file, "a broker for tests");
        }
        try {
            Storage.format(prepared.data(), 0, Uuid.randomUuid().toString());
            return prepared;
        } catch (IOException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IOException("cannot format " + prepared.data(), failed);
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

    private Path data() {
        return folder.resolve("data");
    }

    private Path settings() {
        return folder.resolve("server.properties");
    }

    private Path logging() {
        return folder.resolve("logback.xml");
    }
}
