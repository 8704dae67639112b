package io.kagami.mirror.cli.view;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns; columns that do not fit are left out from the right, lines that are still too long are cut. */
public final class Columns {

    private static final String MARGIN = "  ";
    private static final String BETWEEN = "   ";

    private final String alignment;
    private final List<List<String>> rows = new ArrayList<>();

    /** One letter for each column: {@code l} aligns left, {@code r} right. */
    public Columns(String alignment) {
        this.alignment = alignment;
    }

    /** One row more, a cell for each column. */
    public Columns row(String... cells) {
        if (cells.length != alignment.length()) {
            throw new IllegalArgumentException(cells.length + " cells for " + alignment.length() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The rows, none longer than {@code width}. */
    public List<String> lines(int width) {
        int[] widths = widths();
        int shown = columnsThatFit(widths, width);
        return rows.stream().map(row -> line(row, widths, shown, width)).toList();
    }

    private int[] widths() {
        int[] widths = new int[alignment.length()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return widths;
    }

    private static int columnsThatFit(int[] widths, int width) {
        int used = MARGIN.length() + widths[0];
        int fit = 1;
        while (fit < widths.length && used + BETWEEN.length() + widths[fit] <= width) {
            used += BETWEEN.length() + widths[fit];
            fit++;
        }
        return fit;
    }

    private String line(List<String> row, int[] widths, int shown, int width) {
        StringBuilder line = new StringBuilder(MARGIN);
        for (int column = 0; column < shown; column++) {
            String cell = row.get(column);
            String blanks = " ".repeat(widths[column] - cell.length());
            line.append(column == 0 ? "" : BETWEEN);
            line.append(alignment.charAt(column) == 'r' ? blanks + cell : cell + blanks);
        }
        return cut(line.toString().stripTrailing(), width);
    }

    /** As much of the line as fits. */
    public static String cut(String line, int width) {
        return line.length() <= width ? line : line.substring(0, width);
    }
}
