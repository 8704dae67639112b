package io.kagami.mirror.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** A table that is read as well in a terminal as in Markdown: first column to the left, numbers to the right. */
public final class MarkdownTable {

    private final List<List<String>> rows = new ArrayList<>();

    /** A table of these columns. */
    public MarkdownTable(List<String> header) {
        rows.add(List.copyOf(header));
    }

    /** Adds a row. */
    public MarkdownTable row(List<String> cells) {
        if (cells.size() != rows.get(0).size()) {
            throw new IllegalArgumentException(
                    cells.size() + " cells in a table of " + rows.get(0).size() + " columns");
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /** The lines of the table, each with its end. */
    public String text() {
        int[] widths = widths();
        StringBuilder text = new StringBuilder(line(rows.get(0), widths)).append(rule(widths));
        rows.stream().skip(1).forEach(row -> text.append(line(row, widths)));
        return text.toString();
    }

    private int[] widths() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return widths;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            String padding = " ".repeat(widths[column] - cell.length());
            line.append(' ')
                    .append(column == 0 ? cell + padding : padding + cell)
                    .append(" |");
        }
        return line.append('\n').toString();
    }

    private static String rule(int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int column = 0; column < widths.length; column++) {
            String dashes = "-".repeat(widths[column]);
            line.append(column == 0 ? ":" + dashes + "-|" : "-" + dashes + ":|");
        }
        return line.append('\n').toString();
    }
}
