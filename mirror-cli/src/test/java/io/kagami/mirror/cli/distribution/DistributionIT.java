package io.kagami.mirror.cli.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kagami.mirror.release.ProjectVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archives as the build has made them. */
class DistributionIT {

    private static final String VERSION = ProjectVersion.current();
    private static final Path TAR_GZ =
            Path.of("target", "kagami-" + VERSION + ".tar.gz").toAbsolutePath();
    private static final Pattern LICENCE = Pattern.compile("(?i)(META-INF/)?LICENSE[^/]*");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theArchiveRunsOnItsOwnWhereverItIsUnpacked() throws Exception {
        Path home = unpacked();
        Shell shell = new Shell(folder, Map.of("JAVA_HOME", System.getProperty("java.home"), "CDPATH", "/"));

        assertThat(shell.in(home).run("bin/mirror", "--version").output()).startsWith("Kagami " + VERSION);
        assertThat(shell.in(home)
                        .run("bin/connect-mirror-maker.sh", "config/none.properties")
                        .output())
                .contains("there is no such file");
        assertThat(shell.in(home)
                        .run("bin/mirror", "validate", "config/connect-mirror-maker.properties")
                        .exitCode())
                .isZero();
        assertThat(Stream.of(
                        "README.md",
                        "README.ko.md",
                        "VERSIONING.md",
                        "LICENSE",
                        "CHANGELOG.md",
                        "docs/architecture.md",
                        "docs/adr",
                        "config/logback.xml"))
                .allSatisfy(name -> assertThat(home.resolve(name)).exists());
    }

    @Test
    void everyJarHasItsLicence() throws Exception {
        Path home = unpacked();
        String told = Files.readString(home.resolve("packaging").resolve("THIRD-PARTY.txt"));
        Set<String> jars = names(home.resolve("lib"));

        assertThat(jars).hasSizeGreaterThan(50).contains("mirror-cli-" + VERSION + ".jar");
        assertThat(jars).allSatisfy(jar -> {
            String withoutVersion = jar.replaceFirst("-\\d.*$", "");
            assertThat(Pattern.compile("(?m)[ (]" + Pattern.quote(withoutVersion) + "(,|$)")
                                    .matcher(told)
                                    .find()
                            || carriesItsLicence(home.resolve("lib").resolve(jar)))
                    .as("%s has no licence in it and none in THIRD-PARTY.txt", jar)
                    .isTrue();
        });
    }

    @Test
    void everyJarIsInTheBillOfMaterials() throws Exception {
        assumeThat(madeWithTheArchive(Path.of("target", "kagami.cdx.json")))
                .as("it is made by builds that are online")
                .isTrue();
        Path home = unpacked();
        Set<String> jars = names(home.resolve("lib"));
        Set<String> components = components(home.resolve("kagami.cdx.json"));

        assertThat(jars.stream()
                        .map(jar -> jar.replaceFirst("\\.jar$", ""))
                        .filter(jar -> !jar.startsWith("mirror-cli-")))
                .allSatisfy(jar -> assertThat(components).contains(jar));
    }

    @Test
    void thePluginHasWhatWorkersLackAndNothingTheyBring() throws IOException {
        try (ZipFile plugin = new ZipFile(Path.of("..", "mirror-plugin", "target", "kagami-connect-" + VERSION + ".zip")
                .toFile())) {
            List<String> entries = plugin.stream().map(ZipEntry::getName).toList();

            assertThat(entries).allMatch(entry -> entry.startsWith("kagami-connect-" + VERSION + "/"));
            assertThat(entries.stream()
                            .filter(entry -> entry.endsWith(".jar"))
                            .map(entry -> entry.replaceFirst(".*/lib/", "")))
                    .contains(
                            "mirror-core-" + VERSION + ".jar",
                            "mirror-checkpoint-" + VERSION + ".jar",
                            "mirror-heartbeat-" + VERSION + ".jar")
                    .anyMatch(jar -> jar.startsWith("connect-mirror-client-"))
                    .noneMatch(
                            jar -> jar.matches(
                                    "(kafka-clients|connect-api|connect-runtime|connect-json|slf4j|logback|log4j|jackson|jetty|jersey|kafka_).*"));
        }
    }

    /** Not by an earlier build. */
    private static boolean madeWithTheArchive(Path file) throws IOException {
        return Files.exists(file)
                && Duration.between(
                                        Files.getLastModifiedTime(file).toInstant(),
                                        Files.getLastModifiedTime(TAR_GZ).toInstant())
                                .compareTo(Duration.ofMinutes(5))
                        < 0;
    }

    private Path unpacked() throws IOException, InterruptedException {
        Path into = Files.createDirectories(folder.resolve("a folder"));
        assertThat(new Shell(into, Map.of())
                        .run("tar", "xzf", TAR_GZ.toString())
                        .output())
                .isEmpty();
        return into.resolve("kagami-" + VERSION);
    }

    private static Set<String> names(Path lib) throws IOException {
        try (Stream<Path> jars = Files.list(lib)) {
            return jars.map(jar -> jar.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static boolean carriesItsLicence(Path jar) {
        if (jar.getFileName().toString().matches("(mirror|topology)-.*" + Pattern.quote(VERSION) + ".jar")) {
            return true; // ours, under the archive's own
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                if (LICENCE.matcher(entries.nextElement().getName()).matches()) {
                    return true;
                }
            }
            return false;
        } catch (IOException unreadable) {
            throw new IllegalStateException(jar.toString(), unreadable);
        }
    }

    /** As the jars are called. */
    private static Set<String> components(Path billOfMaterials) throws IOException {
        Set<String> names = new TreeSet<>();
        for (JsonNode component :
                new ObjectMapper().readTree(billOfMaterials.toFile()).path("components")) {
            names.add(component.path("name").asText() + "-"
                    + component.path("version").asText());
        }
        return names;
    }
}
