package io.kagami.mirror.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.PropertiesFile;
import io.kagami.mirror.presets.PresetRendering;
import io.kagami.mirror.presets.Presets;
import io.kagami.mirror.presets.RenderedPreset;
import io.kagami.mirror.presets.Wishes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.mirror.MirrorMakerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every block of properties and HOCON in the documents, and every example file. What is for a shell, {@link CommandsTest} looks at. */
class SnippetsTest {

    /** What a fragment needs around it to be a file. */
    private static final String TWO_CLUSTERS = """
            clusters = A, B
            A.bootstrap.servers = a-kafka:9092
            B.bootstrap.servers = b-kafka:9092
            """;

    @TempDir
    private Path folder = Path.of("");

    static Stream<Snippet> properties() {
        return in("properties");
    }

    static Stream<Snippet> hocon() {
        return in("hocon");
    }

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Documents.ROOT.resolve("config"))) {
            return files.filter(file -> file.toString().endsWith(".properties")).sorted().toList().stream();
        }
    }

    private static Stream<Snippet> in(String language) {
        return Snippet.all().stream().filter(snippet -> snippet.language().equals(language));
    }

    @Test
    void theReadmeHasSnippetsOfBothKinds() {
        assertThat(Snippet.all())
                .filteredOn(snippet -> snippet.document().endsWith("README.md"))
                .extracting(Snippet::language)
                .contains("sh", "properties");
    }

    @ParameterizedTest
    @MethodSource("properties")
    void propertiesAreReadWithoutAWordByUsAndByMirrorMaker(Snippet snippet) throws IOException {
        String text = snippet.text();
        String flow = text.contains("A->B.enabled") ? "" : "A->B.enabled = true\n";
        String whole = text.contains("clusters =") ? text : TWO_CLUSTERS + flow + text;
        Files.writeString(folder.resolve("secrets.properties"), "");
        assertReadable(Files.writeString(
                folder.resolve("snippet.properties"), whole.replace("/etc/kagami/", folder.toString() + "/")));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void examplesAreReadWithoutAWordByUsAndByMirrorMaker(Path file) {
        assertReadable(file);
    }

    @ParameterizedTest
    @MethodSource("hocon")
    void presetsAreRendered(Snippet snippet) throws IOException {
        Files.writeString(folder.resolve("shown.conf"), snippet.text());

        RenderedPreset rendered =
                PresetRendering.render(Presets.builtIn().with(folder).find("shown"), Wishes.NONE);

        assertReadable(Files.writeString(folder.resolve("shown.properties"), rendered.text()));
    }

    private static void assertReadable(Path file) {
        PropertiesFile read = PropertiesFile.read(file);
        assertThat(read.warnings().all()).isEmpty();
        assertThat(MirrorConfig.check(read.settings()).all()).isEmpty();
        assertThat(read.settings().values())
                .as("a number sign behind a value is part of it")
                .noneMatch(value -> value.contains(" #"));
        Map<String, String> settings = new HashMap<>(read.settings());
        settings.put("plugin.discovery", "service_load"); // or it searches all jars
        assertThatCode(() -> new MirrorMakerConfig(settings).clusterPairs())
                .as("read by MirrorMaker 2")
                .doesNotThrowAnyException();
    }
}
