package io.kagami.mirror.validation.finding;

import io.kagami.mirror.config.PropertiesFile;
import io.kagami.mirror.config.Redaction;
import java.util.Map;

/**
 * The keys of a file and where they stand in it.
 *
 * @param settings key and value as written
 * @param lines of the keys
 */
public record FileKeys(Map<String, String> settings, Map<String, Integer> lines) {

    public FileKeys {
        settings = Map.copyOf(settings);
        lines = Map.copyOf(lines);
    }

    public static FileKeys of(PropertiesFile file) {
        return new FileKeys(file.settings(), file.lines());
    }

    /** A key with its line and value, or just its name where the file does not have it. */
    public Where at(String key) {
        String value = settings.get(key);
        return new Where(key, value == null ? null : Redaction.shown(key, value), lines.get(key), null);
    }

    public boolean contains(String key) {
        return lines.containsKey(key);
    }
}
