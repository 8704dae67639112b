package io.kagami.mirror.cli.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.distribution.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of a distribution, with a Java that only says how it was called. */
class ScriptsTest {

    private static final List<String> SCRIPTS = List.of("mirror", "connect-mirror-maker.sh", "run-class.sh");
    private static final String JAVA = """
            #!/bin/sh
            [ "$1" = -version ] && echo 'openjdk version "17.0.9" 2023-10-17' >&2 && exit
            for each in "$@"; do echo "$each"; done
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path home = Path.of("");
    private Shell shell = new Shell(Path.of(""), Map.of());

    @BeforeEach
    void unpackBetweenSpaces() throws IOException {
        home = Files.createDirectories(folder.resolve("my programs").resolve("kagami 0.1"));
        Files.createDirectories(home.resolve("lib"));
        Files.createDirectories(home.resolve("bin"));
        for (String script : SCRIPTS) {
            Files.copy(Path.of("../bin", script), home.resolve("bin").resolve(script));
        }
        Path java = Files.createDirectories(folder.resolve("a jdk").resolve("bin"));
        executable(Files.writeString(java.resolve("java"), JAVA));
        shell = new Shell(folder, Map.of("JAVA_HOME", folder.resolve("a jdk").toString()));
    }

    @Test
    void javaGetsHalfAGigabyteTheJarsOfTheDistributionAndEveryArgumentAsItWas() throws Exception {
        Outcome run = shell.run(script("connect-mirror-maker.sh"), "my file.properties", "--clusters", "B", "*");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines())
                .containsExactly(
                        "-Xms128M",
                        "-Xmx512M",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dlogback.configurationFile=" + real() + "/config/logback.xml",
                        "-cp",
                        real() + "/lib/*",
                        "io.kagami.mirror.cli.ConnectMirrorMaker",
                        "my file.properties",
                        "--clusters",
                        "B",
                        "*");
    }

    @Test
    void kafkasVariablesAreHeededAndAStarInThemIsNoFileName() throws Exception {
        Files.createFile(folder.resolve("-Xlog:gc"));
        Outcome run = shell.with("KAFKA_HEAP_OPTS", "-Xmx1G -Xms1G")
                .with("KAFKA_JVM_PERFORMANCE_OPTS", "-XX:+UseZGC")
                .with("KAFKA_GC_LOG_OPTS", "-Xlog:gc*")
                .with("KAFKA_OPTS", "-Dlogback.configurationFile=/etc/logback.xml -Da=b")
                .with("CLASSPATH", "/opt/filters/*")
                .run(script("mirror"), "status");

        assertThat(run.lines())
                .containsExactly(
                        "-Xmx1G",
                        "-Xms1G",
                        "-XX:+UseZGC",
                        "-Xlog:gc*",
                        "-Dlogback.configurationFile=/etc/logback.xml",
                        "-Da=b",
                        "-cp",
                        real() + "/lib/*:/opt/filters/*",
                        "io.kagami.mirror.cli.Mirror",
                        "status");
    }

    @Test
    void log4jOptionsAreAnsweredWithAHint() throws Exception {
        assertThat(shell.with("KAFKA_LOG4J_OPTS", "-Dlog4j2.configurationFile=x")
                        .run(script("mirror"), "status")
                        .output())
                .contains("KAFKA_LOG4J_OPTS is ignored", "-Dlogback.configurationFile=FILE")
                .doesNotContain("log4j2.configurationFile");
    }

    @Test
    void itIsFoundThroughLinksAndWhateverTheShellIsSetTo() throws Exception {
        Path links = Files.createDirectories(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("mirror"), home.resolve("bin").resolve("mirror"));
        Files.createSymbolicLink(links.resolve("tools"), home.resolve("bin"));
        Files.createDirectories(folder.resolve("elsewhere").resolve("bin"));
        Shell set = shell.with("CDPATH", folder.resolve("elsewhere").toString());

        assertFound(shell.run(links.resolve("mirror").toString(), "status"));
        assertFound(shell.run(links.resolve("tools").resolve("mirror").toString(), "status"));
        assertFound(set.in(home).run("bin/mirror", "status"));
        assertFound(set.in(home.resolve("bin")).run("sh", "mirror", "status"));
    }

    @Test
    void jmxIsForWhatRunsForLongAndForThisMachineUnlessToldOtherwise() throws Exception {
        Shell jmx = shell.with("JMX_PORT", "9999");

        assertThat(jmx.run(script("mirror"), "status").output()).doesNotContain("jmxremote");
        for (Outcome run :
                List.of(jmx.run(script("connect-mirror-maker.sh"), "file"), jmx.run(script("mirror"), "run", "file"))) {
            assertThat(run.lines())
                    .contains(
                            "-Dcom.sun.management.jmxremote.port=9999",
                            "-Dcom.sun.management.jmxremote.rmi.port=9999",
                            "-Dcom.sun.management.jmxremote.host=localhost");
        }
        assertThat(jmx.with("KAFKA_JMX_OPTS", "-Dcom.sun.management.jmxremote.rmi.port=9998")
                        .run(script("connect-mirror-maker.sh"), "file")
                        .lines())
                .contains("-Dcom.sun.management.jmxremote.port=9999", "-Dcom.sun.management.jmxremote.rmi.port=9998")
                .noneMatch(option -> option.contains("jmxremote.host") || option.endsWith("rmi.port=9999"));
    }

    @Test
    void runsInTheBackgroundAndSaysWhereItWrites() throws Exception {
        Path logs = folder.resolve("my logs");
        Outcome run = shell.with("LOG_DIR", logs.toString()).run(script("connect-mirror-maker.sh"), "-daemon", "file");

        assertThat(run.output()).contains("Started as process", logs + "/mirror.out");
        Awaitility.await()
                .untilAsserted(() -> assertThat(Files.readString(logs.resolve("mirror.out")))
                        .contains("io.kagami.mirror.cli.ConnectMirrorMaker\nfile\n"));
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        assertThat(shell.with("JAVA_HOME", "/nowhere").run(script("mirror"), "status"))
                .isEqualTo(new Outcome(1, "JAVA_HOME is /nowhere, but there is no bin/java in it.\n"));
        Path java = folder.resolve("a jdk").resolve("bin").resolve("java");
        Files.writeString(java, JAVA.replace("17.0.9", "11.0.2"));
        assertThat(shell.run(script("mirror"), "status").output())
                .contains("Java 17 or newer is needed", "is version 11");
        Files.writeString(java, JAVA);
        Files.delete(home.resolve("lib"));
        assertThat(shell.run(script("mirror"), "status").output()).contains("Neither", "nor a source checkout found");
    }

    private void assertFound(Outcome run) throws IOException {
        assertThat(run.lines()).contains(real() + "/lib/*");
        assertThat(run.exitCode()).isZero();
    }

    private String script(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    /** As the scripts name it: temporary folders may be behind links. */
    private String real() throws IOException {
        return home.toRealPath().toString();
    }

    private static void executable(Path file) throws IOException {
        Path unused = Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
