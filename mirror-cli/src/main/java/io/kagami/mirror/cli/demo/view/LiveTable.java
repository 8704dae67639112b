package io.kagami.mirror.cli.demo.view;

import io.kagami.mirror.cli.view.Columns;
import io.kagami.mirror.cli.view.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The live view as text: a pure function of a snapshot and the width of the terminal. */
public final class LiveTable {

    private static final int BAR = 30;

    private LiveTable() {}

    /** A progress bar and a row for each flow; no line is longer than {@code width}. */
    public static List<String> lines(Snapshot snapshot, int width, Style style) {
        Columns columns =
                new Columns("lrrrrrr").row("FLOW", "RECORDS", "RECORDS/S", "MB/S", "LAG", "TOPICS", "PARTITIONS");
        snapshot.flows()
                .forEach(flow -> columns.row(
                        flow.flow().toString(),
                        number(flow.records()),
                        number(Math.round(flow.recordsPerSecond())),
                        megabytes(flow.bytesPerSecond()),
                        number(flow.lagRecords()),
                        number(flow.topics()),
                        number(flow.partitions())));
        List<String> table = columns.lines(width);
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(progress(snapshot, width, style));
        lines.add("");
        lines.add(style.faint(table.get(0)));
        lines.addAll(table.subList(1, table.size()));
        return lines;
    }

    /** Everything in one line, for where no line can be drawn again. */
    public static String line(Snapshot snapshot) {
        String flows = snapshot.flows().stream()
                .map(flow -> "%s %s records, %s/s, %s MB/s, lag %s"
                        .formatted(
                                flow.flow(),
                                number(flow.records()),
                                number(Math.round(flow.recordsPerSecond())),
                                megabytes(flow.bytesPerSecond()),
                                number(flow.lagRecords())))
                .collect(Collectors.joining("; "));
        return "  %3d s  %s".formatted(snapshot.elapsed().toSeconds(), flows);
    }

    private static String progress(Snapshot snapshot, int width, Style style) {
        double share = Math.min(
                1.0,
                snapshot.elapsed().toMillis()
                        / (double) Math.max(1, snapshot.total().toMillis()));
        int done = (int) Math.round(share * BAR);
        String clock = "%d of %d s"
                .formatted(
                        Math.min(
                                snapshot.elapsed().toSeconds(), snapshot.total().toSeconds()),
                        snapshot.total().toSeconds());
        String words = "  " + snapshot.phase() + ", " + clock;
        if (words.length() + BAR + 2 > width) {
            return Columns.cut(words, width);
        }
        return "  " + style.good("=".repeat(done)) + style.faint("-".repeat(BAR - done)) + words;
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String megabytes(double bytesPerSecond) {
        return String.format(Locale.ROOT, "%.2f", bytesPerSecond / 1_000_000);
    }
}
