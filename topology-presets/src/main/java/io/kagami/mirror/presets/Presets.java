package io.kagami.mirror.presets;

import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The presets there are: those of the program, and those of a folder, which go before them.
 *
 * <p>Threading: immutable.
 */
public final class Presets {

    private static final List<String> BUILT_IN =
            List.of("active-active", "active-standby", "cascade", "fan-out", "hub-and-spoke", "one-way");

    private final SortedMap<String, Preset> byName;

    private Presets(SortedMap<String, Preset> byName) {
        this.byName = byName;
    }

    /** Those of the program. */
    public static Presets builtIn() {
        SortedMap<String, Preset> presets = new TreeMap<>();
        BUILT_IN.forEach(name -> presets.put(name, Preset.builtIn(name)));
        return new Presets(presets);
    }

    /**
     * Also those of a folder's {@code .conf} files.
     *
     * @throws ConfigurationException if the folder or one of its files cannot be read
     */
    public Presets with(Path folder) {
        SortedMap<String, Preset> presets = new TreeMap<>(byName);
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(Preset.SUFFIX))
                    .map(Preset::of)
                    .forEach(preset -> presets.put(preset.name(), preset));
        } catch (IOException e) {
            throw new ConfigurationException(
                    ConfigProblem.error(folder.toString(), "a folder of presets is expected that can be read"));
        }
        return new Presets(presets);
    }

    public Collection<Preset> all() {
        return List.copyOf(byName.values());
    }

    /**
     * The preset of that name.
     *
     * @throws ConfigurationException if there is none
     */
    public Preset find(String name) {
        return Optional.ofNullable(byName.get(name))
                .orElseThrow(() -> new ConfigurationException(ConfigProblem.error(
                        "preset " + name,
                        "there is none of that name; there are " + String.join(", ", byName.keySet()))));
    }
}
