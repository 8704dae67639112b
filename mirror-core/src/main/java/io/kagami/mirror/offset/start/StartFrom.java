package io.kagami.mirror.offset.start;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * The setting {@code start.from}: with which record a flow begins in a source partition of which it has copied nothing.
 *
 * <p>Threading: immutable.
 */
public sealed interface StartFrom {

    /** What a value may be, for messages. */
    String EXPECTED = "expected earliest, latest, or timestamp: with a time and its zone, not before 1970, such as"
            + " timestamp:2026-01-31T06:00:00Z or timestamp:2026-01-31T06:00:00+09:00";

    /** With the first record the source has. */
    record Earliest() implements StartFrom {
        @Override
        public String toString() {
            return "earliest";
        }
    }

    /** With the records that come after the flow's first start. */
    record Latest() implements StartFrom {
        @Override
        public String toString() {
            return "latest";
        }
    }

    /** With the first record that is not older. */
    record Since(Instant time) implements StartFrom {

        public Since {
            if (time.isBefore(Instant.EPOCH)) {
                throw new IllegalArgumentException(EXPECTED);
            }
        }

        @Override
        public String toString() {
            return TIMESTAMP + time;
        }
    }

    /** What stands before a point in time. */
    String TIMESTAMP = "timestamp:";

    /**
     * Reads a value of the setting, or, where it is blank, what a consumer's settings say of where to begin.
     *
     * @param reset their {@code auto.offset.reset}; anything but {@code latest} is the beginning
     * @throws IllegalArgumentException with what is expected
     */
    static StartFrom parse(String value, @Nullable Object reset) {
        if (!value.isBlank()) {
            return parse(value);
        }
        return "latest".equals(reset) ? new Latest() : new Earliest();
    }

    /**
     * Reads a value of the setting.
     *
     * @throws IllegalArgumentException with what is expected
     */
    static StartFrom parse(String value) {
        String text = value.trim();
        if (text.equals("earliest")) {
            return new Earliest();
        }
        if (text.equals("latest")) {
            return new Latest();
        }
        if (text.startsWith(TIMESTAMP)) {
            try {
                return new Since(
                        OffsetDateTime.parse(text.substring(TIMESTAMP.length())).toInstant());
            } catch (DateTimeParseException notWithZone) {
                throw new IllegalArgumentException(EXPECTED, notWithZone);
            }
        }
        throw new IllegalArgumentException(EXPECTED);
    }
}
