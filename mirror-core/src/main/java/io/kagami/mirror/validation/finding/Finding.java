package io.kagami.mirror.validation.finding;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was found.
 *
 * @param severity how bad it is
 * @param where it was found
 * @param problem what it is
 * @param remedy what to do about it; null where there is nothing to do
 * @param commands that do it, ready for a shell
 */
public record Finding(
        Severity severity,
        Where where,
        String problem,
        @Nullable String remedy,
        List<String> commands) {

    /** How bad it is. */
    public enum Severity {
        /** It does not start, or part of it would not work. */
        ERROR,
        /** It works, perhaps not as intended. */
        WARNING,
        /** Worth knowing: a fact, or what could not be found out. */
        NOTE
    }

    public Finding {
        commands = List.copyOf(commands);
    }

    public static Finding error(Where where, String problem, String remedy) {
        return new Finding(Severity.ERROR, where, problem, remedy, List.of());
    }

    public static Finding warning(Where where, String problem, String remedy) {
        return new Finding(Severity.WARNING, where, problem, remedy, List.of());
    }

    public static Finding note(Where where, String problem) {
        return new Finding(Severity.NOTE, where, problem, null, List.of());
    }

    public Finding withCommands(List<String> ready) {
        return new Finding(severity, where, problem, remedy, ready);
    }

    public Optional<String> remedyIfAny() {
        return Optional.ofNullable(remedy);
    }
}
