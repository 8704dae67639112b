package io.kagami.mirror.cli.status;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The cells of a row that tell how far a flow is copied. */
final class ProgressCells {

    private static final String UNKNOWN = "?";

    private ProgressCells() {}

    /** Records and megabytes a second, lag in records, megabytes and time, partitions. */
    static List<String> of(Optional<CopyProgress> progress) {
        if (progress.isEmpty()) {
            return List.of(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);
        }
        CopyProgress known = progress.get();
        return List.of(
                known.rates()
                        .map(rates -> Amounts.number(Math.round(rates.recordsPerSecond())))
                        .orElse("-"),
                known.rates()
                        .map(rates -> known.bytesAreKnown() ? Amounts.megabytes(rates.bytesPerSecond()) : UNKNOWN)
                        .orElse("-"),
                Amounts.number(known.lagRecords()),
                bytes(known.lagBytes()),
                time(known.lagMs(), known.lagMsIsWhole()),
                Amounts.number(known.partitions().size() + known.silent().size()));
    }

    private static String bytes(OptionalDouble bytes) {
        return bytes.isPresent() ? Amounts.megabytes(bytes.getAsDouble()) : UNKNOWN;
    }

    private static String time(OptionalLong millis, boolean isWhole) {
        if (millis.isEmpty()) {
            return UNKNOWN;
        }
        return (isWhole ? "" : ">=") + Amounts.time(Duration.ofMillis(millis.getAsLong()));
    }
}
