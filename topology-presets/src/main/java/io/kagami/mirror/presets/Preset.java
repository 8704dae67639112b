package io.kagami.mirror.presets;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.config.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One topology, as its file says it.
 *
 * @param name of the file, without {@code .conf}
 * @param text the file as it is
 * @param config what it says, substitutions not yet made
 */
public record Preset(String name, String text, Config config) {

    static final String SUFFIX = ".conf";

    /** One that comes with the program. */
    static Preset builtIn(String name) {
        String resource = name + SUFFIX;
        try (InputStream stream = Preset.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(resource + " is missing in the program");
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return new Preset(name, text, ConfigFactory.parseResources(Preset.class, resource, strict()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A person's own.
     *
     * @throws ConfigurationException if it cannot be read, or is no HOCON
     */
    static Preset of(Path file) {
        String name = file.getFileName().toString().replace(SUFFIX, "");
        try {
            String text = Files.readString(file);
            return new Preset(name, text, ConfigFactory.parseFile(file.toFile(), strict()));
        } catch (IOException e) {
            throw new ConfigurationException(
                    ConfigProblem.error(file.toString(), "this preset cannot be read: " + e.getMessage()));
        } catch (ConfigException e) {
            throw new ConfigurationException(
                    ConfigProblem.error(file.toString(), "this preset is no HOCON: " + e.getMessage()));
        }
    }

    private static ConfigParseOptions strict() {
        return ConfigParseOptions.defaults().setAllowMissing(false);
    }

    /** What it is for, what it sets and why, what a failover looks like: a line each. */
    public List<String> about() {
        return config.hasPath(PresetReading.ABOUT) ? config.getStringList(PresetReading.ABOUT) : List.of();
    }
}
