package io.kagami.mirror.cli.status;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Amounts {

    private static final double MEGABYTE = 1_000_000;
    private static final long SHORT_MS = 10_000;
    private static final long SECONDS_UP_TO_S = 120;
    private static final long MINUTES_UP_TO_MIN = 120;
    private static final long HOURS_UP_TO_H = 48;

    private Amounts() {}

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String megabytes(double bytes) {
        return String.format(Locale.ROOT, "%,.2f", bytes / MEGABYTE);
    }

    /** In the largest unit that still tells something. */
    static String time(Duration duration) {
        if (duration.isZero()) {
            return "0 s";
        }
        if (duration.toMillis() < SHORT_MS) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
        }
        if (duration.toSeconds() < SECONDS_UP_TO_S) {
            return duration.toSeconds() + " s";
        }
        if (duration.toMinutes() < MINUTES_UP_TO_MIN) {
            return duration.toMinutes() + " min";
        }
        return duration.toHours() < HOURS_UP_TO_H ? duration.toHours() + " h" : duration.toDays() + " d";
    }
}
