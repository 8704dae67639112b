package io.kagami.mirror.cli.validate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kagami.mirror.validation.finding.Finding;
import io.kagami.mirror.validation.finding.Finding.Severity;
import io.kagami.mirror.validation.finding.Report;
import io.kagami.mirror.validation.finding.Where;
import java.nio.file.Path;
import java.util.Locale;

/** Findings for programs. Fields that do not apply are left out. */
final class ReportJson {

    private ReportJson() {}

    static String of(Path file, boolean online, Report report) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("file", file.toString()).put("online", online);
        for (Severity severity : Severity.values()) {
            root.put(name(severity) + "s", report.count(severity));
        }
        ArrayNode findings = root.putArray("findings");
        report.findings().forEach(finding -> add(finding, findings.addObject()));
        return root.toPrettyString() + System.lineSeparator();
    }

    private static void add(Finding finding, ObjectNode node) {
        node.put("severity", name(finding.severity()));
        Where where = finding.where();
        where.keyIfAny().ifPresent(key -> node.put("key", key));
        if (where.value() != null) {
            node.put("value", where.value());
        }
        if (where.line() != null) {
            node.put("line", where.line());
        }
        if (where.place() != null) {
            node.put("place", where.place());
        }
        node.put("problem", finding.problem());
        finding.remedyIfAny().ifPresent(remedy -> node.put("remedy", remedy));
        if (!finding.commands().isEmpty()) {
            finding.commands().forEach(node.putArray("commands")::add);
        }
    }

    private static String name(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
