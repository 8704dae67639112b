package io.kagami.mirror.validation.finding;

import io.kagami.mirror.validation.finding.Finding.Severity;
import java.util.Comparator;
import java.util.List;

/**
 * Everything that was found.
 *
 * @param findings the worst first, otherwise in the order found
 */
public record Report(List<Finding> findings) {

    public Report {
        findings = findings.stream()
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }

    /** How many there are of a severity. */
    public long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    public boolean hasErrors() {
        return count(Severity.ERROR) > 0;
    }

    public boolean hasWarnings() {
        return count(Severity.WARNING) > 0;
    }
}
