package io.kagami.mirror.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/operations.md lists beside the files it speaks of. */
class OperationsPageTest {

    private static final Path PAGE = Documents.ROOT.resolve("docs").resolve("operations.md");
    private static final Path RULES =
            Documents.ROOT.resolve("config").resolve("monitoring").resolve("prometheus-alerts.yml");

    @Test
    void everyAlertIsExplainedInTheOrderOfTheRules() {
        assertThat(found("^\\| `(Kagami\\w+)`.*", PAGE))
                .isEqualTo(found("^ +- alert: (\\w+)$", RULES))
                .isNotEmpty();
    }

    private static List<String> found(String pattern, Path file) {
        return Documents.lines(file).stream()
                .map(Pattern.compile(pattern)::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .toList();
    }
}
