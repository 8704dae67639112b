package io.kagami.mirror.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, or looks wrong, with a configuration.
 *
 * <p>Threading: immutable.
 */
public final class ConfigProblem {

    /** How bad it is. */
    public enum Severity {
        /** Nothing starts. */
        ERROR,
        /** It starts, perhaps not as intended. */
        WARNING
    }

    private final Severity severity;
    private final String key;
    private final @Nullable String shownValue;
    private final String expected;
    private final @Nullable String remedy;
    private final @Nullable String suggestion;
    private final boolean unknownKey;

    private ConfigProblem(
            Severity severity,
            String key,
            @Nullable String shownValue,
            String expected,
            @Nullable String remedy,
            @Nullable String suggestion,
            boolean unknownKey) {
        this.severity = severity;
        this.key = key;
        this.shownValue = shownValue;
        this.expected = expected;
        this.remedy = remedy;
        this.suggestion = suggestion;
        this.unknownKey = unknownKey;
    }

    /** A problem that prevents the start; {@code key} as written in the file, or the key that is missing. */
    public static ConfigProblem error(String key, String expected) {
        return new ConfigProblem(Severity.ERROR, key, null, expected, null, null, false);
    }

    /** A problem one can start with. */
    public static ConfigProblem warning(String key, String expected) {
        return new ConfigProblem(Severity.WARNING, key, null, expected, null, null, false);
    }

    /** A key that means nothing here, which nobody writes on purpose: one can start with it, but who checks a file wants it gone. */
    public static ConfigProblem unknownKey(String key, String expected) {
        return new ConfigProblem(Severity.WARNING, key, null, expected, null, null, true);
    }

    /** The same problem, showing the key's value unless it is secret. */
    public ConfigProblem withValue(String value) {
        return new ConfigProblem(severity, key, Redaction.shown(key, value), expected, remedy, suggestion, unknownKey);
    }

    /** The same problem with what to do about it, as in {@code write topics.exclude}. */
    public ConfigProblem withRemedy(String whatToDo) {
        return new ConfigProblem(severity, key, shownValue, expected, whatToDo, suggestion, unknownKey);
    }

    /** The same problem with what was probably meant. */
    public ConfigProblem withSuggestion(Optional<String> meant) {
        return new ConfigProblem(severity, key, shownValue, expected, remedy, meant.orElse(null), unknownKey);
    }

    public Severity severity() {
        return severity;
    }

    public String key() {
        return key;
    }

    /** The value, never a secret; empty if the key itself is the problem. */
    public Optional<String> shownValue() {
        return Optional.ofNullable(shownValue);
    }

    /** What was expected, or what happens instead. */
    public String expected() {
        return expected;
    }

    /** What to do about it, where {@link #expected} and {@link #suggestion} do not tell. */
    public Optional<String> remedy() {
        return Optional.ofNullable(remedy);
    }

    /** Whether this is a key that means nothing here. */
    public boolean isUnknownKey() {
        return unknownKey;
    }

    /** What was probably meant. */
    public Optional<String> suggestion() {
        return Optional.ofNullable(suggestion);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** One line: {@code ERROR A->B.enabled = ture: expected true or false; did you mean 'true'?}. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(severity.name()).append(' ').append(key);
        shownValue().ifPresent(value -> line.append(" = ").append(value));
        line.append(": ").append(expected);
        remedy().ifPresent(whatToDo -> line.append("; ").append(whatToDo));
        suggestion()
                .ifPresent(
                        meant -> line.append("; did you mean '").append(meant).append("'?"));
        return line.toString();
    }
}
