package io.kagami.mirror.cli.soak;

import java.time.Duration;

/**
 * What a round left behind.
 *
 * @param end since the beginning
 * @param broker which was restarted, and how
 * @param replicator how the second process was ended
 * @param written records so far, on both sides
 * @param steady the process that is never restarted, at the end of the round
 * @param restarted the other, before it was ended
 */
record SoakRound(Duration end, String broker, String replicator, long written, Vitals steady, Vitals restarted) {

    static final String HEAD = """
            | minute | restarted | records written | steady process: RSS | heap | threads | restarted process: RSS | heap | threads |
            |--:|:--|--:|--:|--:|--:|--:|--:|--:|
            """;

    String line() {
        return "| %.1f | %s, %s | %,d | %s | %s |%n"
                .formatted(end.toMillis() / 60_000.0, broker, replicator, written, cells(steady), cells(restarted));
    }

    private static String cells(Vitals vitals) {
        return "%d MB | %.1f MB | %d"
                .formatted(vitals.rssKilobytes() / 1024, vitals.heapKilobytes() / 1024.0, vitals.threads());
    }
}
