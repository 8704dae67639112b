package io.kagami.mirror.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {

    @Test
    void alignsNamesToTheLeftAndNumbersToTheRight() {
        String text = new MarkdownTable(List.of("mirror", "records/s"))
                .row(List.of("a", "1"))
                .row(List.of("longer name", "1,000"))
                .text();

        assertThat(text).isEqualTo("""
                | mirror      | records/s |
                |:------------|----------:|
                | a           |         1 |
                | longer name |     1,000 |
                """);
    }

    @Test
    void refusesARowOfAnotherLength() {
        MarkdownTable table = new MarkdownTable(List.of("mirror", "records/s"));

        assertThatIllegalArgumentException().isThrownBy(() -> table.row(List.of("a")));
    }
}
