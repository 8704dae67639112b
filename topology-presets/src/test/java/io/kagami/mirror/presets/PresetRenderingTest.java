package io.kagami.mirror.presets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kagami.mirror.config.ConfigurationException;
import io.kagami.mirror.config.MirrorConfig;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.connect.mirror.FlowsOracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PresetRenderingTest {

    private static final Path EXAMPLES = Path.of("..", "config");

    @TempDir
    private Path folder = Path.of("");

    static Collection<Preset> presets() {
        return Presets.builtIn().all();
    }

    /** To renew them: {@code for p in $(bin/mirror preset list | grep -v ' '); do bin/mirror preset render $p --force -o config/$p.properties; done}. */
    @ParameterizedTest
    @MethodSource("presets")
    void isWhatTheExampleFilesHold(Preset preset) throws IOException {
        RenderedPreset rendered = PresetRendering.render(preset, Wishes.NONE);

        assertThat(rendered.text()).isEqualTo(Files.readString(EXAMPLES.resolve(preset.name() + ".properties")));
    }

    @ParameterizedTest
    @MethodSource("presets")
    void isReadAsItWasMeantByUsAndByMirrorMaker(Preset preset) throws IOException {
        RenderedPreset rendered = PresetRendering.render(preset, Wishes.NONE);

        Map<String, String> read = read(rendered.text());

        assertThat(read).isEqualTo(rendered.settings());
        assertThat(MirrorConfig.check(read).all()).as("problems").isEmpty();
        assertThat(MirrorConfig.parse(read).flows())
                .as("flows, as MirrorMaker 2 sees them")
                .extracting(Object::toString)
                .containsExactlyElementsOf(FlowsOracle.enabled(read));
    }

    @ParameterizedTest
    @MethodSource("presets")
    void saysInFiveLinesWhatItIsFor(Preset preset) {
        assertThat(preset.about()).hasSize(5);
        assertThat(preset.about().get(4)).startsWith("Failover");
    }

    @Test
    void takesWishesOfEveryKind() throws IOException {
        Wishes wishes = new Wishes(
                Map.of(
                        "replicas", "1",
                        "naming", "default",
                        "primary.bootstrap.servers", "seoul-1:9092,seoul-2:9092",
                        "primary->standby.topics.exclude", "tmp\\..*",
                        "copier.buffer.bytes", "33554432"),
                Map.of(),
                Map.of("primary", "seoul", "standby", "busan"));

        RenderedPreset rendered = PresetRendering.render(Presets.builtIn().find("active-standby"), wishes);
        Map<String, String> read = read(rendered.text());

        assertThat(read)
                .containsEntry("clusters", "seoul, busan")
                .containsEntry("seoul.bootstrap.servers", "seoul-1:9092,seoul-2:9092")
                .containsEntry("seoul->busan.topics.exclude", "tmp\\..*")
                .containsEntry("busan->seoul.enabled", "false")
                .containsEntry("config.storage.replication.factor", "1")
                .containsEntry("copier.buffer.bytes", "33554432")
                .containsEntry("replication.policy.class", "org.apache.kafka.connect.mirror.DefaultReplicationPolicy");
        assertThat(rendered.withoutAddress()).containsExactly("busan");
        assertThat(FlowsOracle.setting(read, "seoul", "busan", "topics.exclude"))
                .isEqualTo("tmp\\..*");
    }

    @Test
    void putsAFlowForEachSpoke() {
        Wishes wishes = new Wishes(
                Map.of("hub.bootstrap.servers", "lake:9092"),
                Map.of("shop1", "shop1-a:9092,shop1-b:9092", "shop2", "shop2:9092"),
                Map.of());

        RenderedPreset rendered = PresetRendering.render(Presets.builtIn().find("hub-and-spoke"), wishes);

        assertThat(rendered.withoutAddress()).isEmpty();
        assertThat(FlowsOracle.enabled(rendered.settings())).containsExactly("shop1->hub", "shop2->hub");
        assertThat(rendered.settings()).containsEntry("shop1.bootstrap.servers", "shop1-a:9092,shop1-b:9092");
    }

    @Test
    void refusesAKeyThatMeansNothingWithTheOneMeant() {
        Wishes wishes = new Wishes(Map.of("task.max", "8"), Map.of(), Map.of());

        assertThatThrownBy(() -> PresetRendering.render(Presets.builtIn().find("one-way"), wishes))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("task.max")
                .hasMessageContaining("tasks.max");
    }

    @Test
    void refusesSpokesAndRolesThePresetDoesNotHave() {
        Wishes wishes = new Wishes(Map.of(), Map.of("s1", "s1:9092"), Map.of("hub", "lake"));

        assertThatThrownBy(() -> PresetRendering.render(Presets.builtIn().find("one-way"), wishes))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("--spokes")
                .hasMessageContaining("--alias hub");
    }

    @Test
    void takesAPersonsOwnPresetFromAFolder() throws IOException {
        Files.writeString(folder.resolve("ours.conf"), """
                about = ["For us."]
                speed = 2
                clusters { x { "bootstrap.servers" = "x:9092" }, y { "bootstrap.servers" = "y:9092" } }
                flows = [{ from = x, to = y, settings { "tasks.max" = ${speed} } }]
                """);

        Preset ours = Presets.builtIn().with(folder).find("ours");

        assertThat(PresetRendering.render(ours, Wishes.NONE).settings())
                .containsEntry("x->y.enabled", "true")
                .containsEntry("x->y.tasks.max", "2");
    }

    @Test
    void saysWhatIsWrongWithAPreset() throws IOException {
        assertThatThrownBy(() -> Presets.builtIn().find("one-wya"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("one-way");
        Files.writeString(folder.resolve("unquoted.conf"), """
                clusters { x { bootstrap.servers = "x:9092" } }
                flows = []
                """);
        Presets withOurs = Presets.builtIn().with(folder);
        assertThatThrownBy(() -> PresetRendering.render(withOurs.find("unquoted"), Wishes.NONE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("needs quotes");
        Files.writeString(folder.resolve("broken.conf"), "clusters {");
        assertThatThrownBy(() -> Presets.builtIn().with(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("broken.conf")
                .hasMessageContaining("HOCON");
    }

    @Test
    void writesWhatPropertiesFilesReadBack() throws IOException {
        PropertiesText text = new PropertiesText(40);
        text.comment("a comment that is longer than forty characters and goes on");
        text.setting("a->b.odd key:=#!", "  two spaces, \\ back, 한국어, tab\t, line\nend ");

        Map<String, String> read = read(text.toString());

        assertThat(read).containsEntry("a->b.odd key:=#!", "  two spaces, \\ back, 한국어, tab\t, line\nend ");
        assertThat(text.toString().lines())
                .filteredOn(line -> line.startsWith("#"))
                .hasSize(2);
    }

    private static Map<String, String> read(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return Map.copyOf(properties.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> String.valueOf(entry.getKey()), entry -> String.valueOf(entry.getValue()))));
    }
}
