package io.kagami.mirror.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;

/** Compares one value with what its key allows. Values with provider references are not looked at: what they become is not known yet. */
public final class ValueCheck {

    private static final Map<ConfigDef.Type, String> EXPECTED = Map.of(
            ConfigDef.Type.BOOLEAN, "true or false",
            ConfigDef.Type.INT, "a whole number",
            ConfigDef.Type.SHORT, "a whole number up to 32767",
            ConfigDef.Type.LONG, "a whole number",
            ConfigDef.Type.DOUBLE, "a number",
            ConfigDef.Type.CLASS, "the name of a class on the class path");
    private static final Pattern RANGE = Pattern.compile("\\[(-?\\d+),\\.\\.\\.(?:,(\\d+))?]");

    private ValueCheck() {}

    /** What is wrong with the settings that {@code definition} knows. */
    public static List<ConfigProblem> problems(ConfigDef definition, Map<String, String> settings) {
        return definition.configKeys().values().stream()
                .filter(key -> settings.containsKey(key.name))
                .flatMap(key -> problem(key.name, key, settings.getOrDefault(key.name, "")).stream())
                .toList();
    }

    /** What is wrong with {@code value}; {@code writtenKey} is the key as the file has it. */
    static Optional<ConfigProblem> problem(String writtenKey, ConfigKey key, String value) {
        if (ProviderResolution.hasReference(value)) {
            return Optional.empty();
        }
        Object parsed;
        try {
            parsed = ConfigDef.parseType(key.name, value, key.type);
        } catch (ConfigException e) {
            return Optional.of(error(writtenKey, value, "expected " + EXPECTED.getOrDefault(key.type, "another form")));
        }
        try {
            if (key.validator != null) {
                key.validator.ensureValid(key.name, parsed);
            }
            return Optional.empty();
        } catch (ConfigException e) {
            return Optional.of(error(writtenKey, value, reason(key, e)));
        }
    }

    private static ConfigProblem error(String key, String value, String reason) {
        return ConfigProblem.error(key, reason + TrailingComment.explained(value))
                .withValue(value);
    }

    /** Kafka's own words end with the reason; its notation of ranges and choices is put into ours. */
    private static String reason(ConfigKey key, ConfigException refusal) {
        String bounds = String.valueOf(key.validator);
        Matcher range = RANGE.matcher(bounds);
        if (range.matches()) {
            return "expected at least " + range.group(1)
                    + (range.group(2) == null ? "" : ", at most " + range.group(2));
        }
        if (bounds.startsWith("[")) {
            return "expected one of " + bounds;
        }
        String message = String.valueOf(refusal.getMessage());
        int reason = message.indexOf(key.name + ": ");
        return reason < 0 ? message : message.substring(reason + key.name.length() + 2);
    }
}
