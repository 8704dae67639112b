package io.kagami.mirror.testkit.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Another release of Kafka, run with nothing but the jars of its folder. Its data folders are formatted by its own tool, so that they are what its users
 * have.
 *
 * @param jars the folder
 */
record ReleaseFolder(Path jars) implements KafkaRelease {

    private static final long PATIENCE_SECONDS = 60;

    private static final String QUIET_LOGGING = """
            log4j.rootLogger=WARN, out
            log4j.appender.out=org.apache.log4j.ConsoleAppender
            log4j.appender.out.layout=org.apache.log4j.PatternLayout
            log4j.appender.out.layout.ConversionPattern=%d %-5p [%t] %c{2} %m%n
            """;

    ReleaseFolder {
        if (!Files.isDirectory(jars)) {
            throw new IllegalArgumentException("no folder with the jars of a Kafka: " + jars.toAbsolutePath());
        }
    }

    @Override
    public String classPath() {
        return jars.toAbsolutePath().resolve("*").toString();
    }

    @Override
    public void writeLogging(Path folder) throws IOException {
        Files.writeString(logging(folder), QUIET_LOGGING);
    }

    @Override
    public String loggingOption(Path folder) {
        return "-Dlog4j.configuration=" + logging(folder).toUri();
    }

    @Override
    public void format(BrokerFolder files, int nodeId, String clusterId) throws IOException {
        Path output = files.folder().resolve("format.log");
        Process tool = new ProcessBuilder(
                        java(),
                        loggingOption(files.folder()),
                        "-cp",
                        classPath(),
                        "kafka.tools.StorageTool",
                        "format",
                        "-t",
                        clusterId,
                        "-c",
                        files.settings().toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!tool.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || tool.exitValue() != 0) {
                tool.destroyForcibly();
                throw new IOException("the storage tool of " + jars + " failed: " + Files.readString(output));
            }
        } catch (InterruptedException interrupted) {
            tool.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while formatting " + files.data(), interrupted);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Path logging(Path folder) {
        return folder.resolve("log4j.properties");
    }
}
