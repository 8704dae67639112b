package io.kagami.mirror.testkit.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Kafka on this JVM's class path. */
record OwnRelease() implements KafkaRelease {

    private static final String QUIET_LOGGING = """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d %-5level [%thread] %logger{20} %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="out"/></root>
            </configuration>
            """;

    @Override
    public String classPath() {
        return System.getProperty("java.class.path");
    }

    @Override
    public void writeLogging(Path folder) throws IOException {
        Files.writeString(logging(folder), QUIET_LOGGING);
    }

    @Override
    public String loggingOption(Path folder) {
        return "-Dlogback.configurationFile=" + logging(folder);
    }

    @Override
    public void format(BrokerFolder files, int nodeId, String clusterId) throws IOException {
        try {
            Storage.format(files.data(), nodeId, clusterId);
        } catch (IOException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IOException("cannot format " + files.data(), failed);
        }
    }

    private static Path logging(Path folder) {
        return folder.resolve("logback.xml");
    }
}
