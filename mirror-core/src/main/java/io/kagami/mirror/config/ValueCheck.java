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
    private static final Pattern RANGE = Pattern.compile("\\[(-?\\d+(?:\\.\\d+)?),\\.\\.\\.(?:,(\\d+(?:\\.\\d+)?))?]");
    private static final Map<ConfigDef.Type, String> OF_TEXT = Map.of(
            ConfigDef.Type.LIST, "a list, separated by commas",
            ConfigDef.Type.PASSWORD, "text, kept secret");

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

    /** What the key allows, in the words in which a wrong value is refused; where no bounds are told, its type. */
    public static String allowed(ConfigKey key) {
        return bounds(key).or(() -> ownWords(key)).orElseGet(() -> type(key));
    }

    /** What a validator says of itself, if it does. */
    private static Optional<String> ownWords(ConfigKey key) {
        return Optional.ofNullable(key.validator)
                .map(String::valueOf)
                .filter(words -> !words.isBlank()
                        && !words.startsWith(key.validator.getClass().getName()));
    }

    private static String type(ConfigKey key) {
        return EXPECTED.getOrDefault(key.type, OF_TEXT.getOrDefault(key.type, "text"));
    }

    /** Kafka's own words end with the reason. */
    private static String reason(ConfigKey key, ConfigException refusal) {
        Optional<String> bounds = bounds(key);
        if (bounds.isPresent()) {
            return "expected " + bounds.get();
        }
        String message = String.valueOf(refusal.getMessage());
        int reason = message.indexOf(key.name + ": ");
        return reason < 0 ? message : message.substring(reason + key.name.length() + 2);
    }

    /** Kafka's notation of ranges and choices, put into ours; empty where the bounds are others. */
    private static Optional<String> bounds(ConfigKey key) {
        String bounds = String.valueOf(key.validator);
        Matcher range = RANGE.matcher(bounds);
        if (range.matches()) {
            return Optional.of(
                    "at least " + range.group(1) + (range.group(2) == null ? "" : ", at most " + range.group(2)));
        }
        return bounds.startsWith("[") ? Optional.of("one of " + bounds) : Optional.empty();
    }
}
