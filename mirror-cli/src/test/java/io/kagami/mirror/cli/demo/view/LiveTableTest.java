package io.kagami.mirror.cli.demo.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.view.Style;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveTableTest {

    private static final Snapshot SNAPSHOT = new Snapshot(
            "writing",
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            List.of(
                    new FlowRow(Flow.of("A", "B"), 5, 14, 123_456, 13_999.6, 2_345_678, 250),
                    new FlowRow(Flow.of("B", "A"), 2, 5, 5_200, 0, 0, 0)));

    @Test
    void showsProgressAndARowForEachFlow() {
        assertThat(LiveTable.lines(SNAPSHOT, 80, Style.PLAIN))
                .containsExactly(
                        "",
                        "  ==========--------------------  writing, 10 of 30 s",
                        "",
                        "  FLOW   RECORDS   RECORDS/S   MB/S   LAG   TOPICS   PARTITIONS",
                        "  A->B   123,456      14,000   2.35   250        5           14",
                        "  B->A     5,200           0   0.00     0        2            5");
    }

    @Test
    void leavesOutColumnsThatDoNotFit() {
        assertThat(LiveTable.lines(SNAPSHOT, 40, Style.PLAIN))
                .containsExactly(
                        "",
                        "  writing, 10 of 30 s",
                        "",
                        "  FLOW   RECORDS   RECORDS/S   MB/S",
                        "  A->B   123,456      14,000   2.35",
                        "  B->A     5,200           0   0.00");
    }

    @Test
    void noLineIsLongerThanTheNarrowestTerminal() {
        for (int width = 8; width < 90; width++) {
            int widest = width;
            assertThat(LiveTable.lines(SNAPSHOT, width, Style.PLAIN))
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(widest));
        }
    }

    @Test
    void colorsChangeNothingButColors() {
        List<String> colored = LiveTable.lines(SNAPSHOT, 80, Style.COLOR);

        assertThat(colored).isNotEqualTo(LiveTable.lines(SNAPSHOT, 80, Style.PLAIN));
        assertThat(colored.stream()
                        .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
                        .toList())
                .isEqualTo(LiveTable.lines(SNAPSHOT, 80, Style.PLAIN));
    }

    @Test
    void fitsIntoOneLineWithoutATerminal() {
        assertThat(LiveTable.line(SNAPSHOT))
                .isEqualTo("   10 s  A->B 123,456 records, 14,000/s, 2.35 MB/s, lag 250; "
                        + "B->A 5,200 records, 0/s, 0.00 MB/s, lag 0");
    }
}
