package io.kagami.mirror.cli.demo.view;

import io.kagami.mirror.cli.view.Columns;
import io.kagami.mirror.cli.view.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The result as text: a row for each topic, what differs, and the sum of it. */
public final class VerdictTable {

    private VerdictTable() {}

    /** All lines; rows are cut to {@code width}, differences are not. */
    public static List<String> lines(List<TopicVerdict> verdicts, int width, Style style) {
        Columns columns = new Columns("lllrrl").row("FLOW", "TOPIC", "RESULT", "RECORDS", "PARTITIONS", "WITH");
        verdicts.forEach(verdict -> columns.row(
                verdict.flow().toString(),
                verdict.topic(),
                verdict.isEqual() ? "equal" : "DIFFERS",
                number(verdict.sourceRecords()),
                number(verdict.partitions()),
                verdict.shows()));
        List<String> table = columns.lines(width);
        List<String> lines = new ArrayList<>();
        lines.add(style.faint(table.get(0)));
        for (int row = 0; row < verdicts.size(); row++) {
            lines.add(colored(table.get(row + 1), style));
        }
        lines.add("");
        verdicts.stream()
                .filter(verdict -> !verdict.isEqual())
                .forEach(verdict -> lines.addAll(differences(verdict, style)));
        lines.add(sum(verdicts, style));
        return lines;
    }

    private static String colored(String row, Style style) {
        return row.replaceFirst(" equal", " " + style.good("equal")).replaceFirst("DIFFERS", style.bad("DIFFERS"));
    }

    private static List<String> differences(TopicVerdict verdict, Style style) {
        if (verdict.differences().isEmpty()) {
            return List.of("  " + style.bad(verdict.topic()) + ": no records were compared");
        }
        return verdict.differences().stream()
                .map(difference -> "  " + style.bad(difference))
                .toList();
    }

    private static String sum(List<TopicVerdict> verdicts, Style style) {
        long records = verdicts.stream().mapToLong(TopicVerdict::sourceRecords).sum();
        long different = verdicts.stream().filter(verdict -> !verdict.isEqual()).count();
        if (different > 0) {
            return "  " + style.bad("%d of %d topics differ from their copies.".formatted(different, verdicts.size()));
        }
        return "  "
                + style.good("All %d topics are equal".formatted(verdicts.size()))
                + ": %s records, by key, value, headers, timestamp.".formatted(number(records));
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
