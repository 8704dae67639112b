package io.kagami.mirror.config;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;

/** Compares one value with what its key allows. Values with provider references are not looked at: what they become is not known yet. */
final class ValueCheck {

    private static final Map<ConfigDef.Type, String> EXPECTED = Map.of(
            ConfigDef.Type.BOOLEAN, "true or false",
            ConfigDef.Type.INT, "a whole number",
            ConfigDef.Type.SHORT, "a whole number up to 32767",
            ConfigDef.Type.LONG, "a whole number",
            ConfigDef.Type.DOUBLE, "a number",
            ConfigDef.Type.CLASS, "the name of a class on the class path");

    private ValueCheck() {}

    /** What is wrong with {@code value}; {@code writtenKey} is the key as the file has it. */
    static Optional<ConfigProblem> problem(String writtenKey, ConfigKey key, String value) {
        if (ProviderResolution.hasReference(value)) {
            return Optional.empty();
        }
        Object parsed;
        try {
            parsed = ConfigDef.parseType(key.name, value, key.type);
        } catch (ConfigException e) {
            return Optional.of(error(writtenKey, value, EXPECTED.getOrDefault(key.type, "another form")));
        }
        try {
            if (key.validator != null) {
                key.validator.ensureValid(key.name, parsed);
            }
            return Optional.empty();
        } catch (ConfigException e) {
            return Optional.of(error(writtenKey, value, String.valueOf(key.validator)));
        }
    }

    private static ConfigProblem error(String key, String value, String expected) {
        String comment = TrailingComment.in(value)
                .map(text -> "; '" + text + "' is part of the value: in a properties file a comment needs its own line")
                .orElse("");
        return ConfigProblem.error(key, "expected " + expected + comment).withValue(value);
    }
}
