package io.kagami.mirror.cli.validate;

import io.kagami.mirror.validation.finding.Finding;
import io.kagami.mirror.validation.finding.Finding.Severity;
import io.kagami.mirror.validation.finding.Report;
import io.kagami.mirror.validation.finding.Where;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Findings for people: where, what, what to do, and a last line that counts them. */
final class ReportText {

    private ReportText() {}

    static String of(Path file, Report report) {
        StringBuilder text = new StringBuilder();
        report.findings().forEach(finding -> add(finding, text));
        return text.append(file)
                .append(": ")
                .append(counts(report))
                .append('\n')
                .toString();
    }

    private static void add(Finding finding, StringBuilder text) {
        text.append(finding.severity())
                .append(' ')
                .append(place(finding.where()))
                .append('\n');
        text.append("  ").append(finding.problem()).append('\n');
        finding.remedyIfAny()
                .ifPresent(remedy -> text.append("  To do: ").append(remedy).append('\n'));
        finding.commands()
                .forEach(command -> text.append("    ").append(command).append('\n'));
        text.append('\n');
    }

    private static String place(Where where) {
        StringBuilder place = new StringBuilder();
        where.keyIfAny().ifPresent(place::append);
        if (where.value() != null) {
            place.append(" = ").append(where.value());
        }
        if (where.line() != null) {
            place.append(" (line ").append(where.line()).append(')');
        }
        if (where.place() != null) {
            place.append(place.isEmpty() ? "" : ", ").append(where.place());
        }
        return place.toString();
    }

    private static String counts(Report report) {
        return report.findings().isEmpty()
                ? "nothing found"
                : Arrays.stream(Severity.values())
                        .filter(severity -> report.count(severity) > 0)
                        .map(severity -> report.count(severity) + " "
                                + severity.name().toLowerCase(Locale.ROOT) + (report.count(severity) == 1 ? "" : "s"))
                        .collect(Collectors.joining(", "));
    }
}
