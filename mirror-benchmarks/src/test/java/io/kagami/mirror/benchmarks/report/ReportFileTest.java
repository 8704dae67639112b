package io.kagami.mirror.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {

    @Test
    void holdsEverySectionAsSoonAsItIsThereAndTheSummaryFirst(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.md");
        ReportFile report = new ReportFile(file);

        report.section("first", "numbers");
        assertThat(Files.readString(file)).contains("### first", "numbers");
        report.failure("second", new IllegalStateException("the mirror ended"));
        report.summary("| table |");

        assertThat(Files.readString(file))
                .containsSubsequence("Machine:", "| table |", "### first", "numbers", "### second", "the mirror ended");
        assertThat(report.complete()).isFalse();
    }
}
