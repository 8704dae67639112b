package io.kagami.mirror.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.demo.view.FlowRow;
import io.kagami.mirror.cli.demo.view.Snapshot;
import io.kagami.mirror.topology.Flow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private final StringWriter out = new StringWriter();

    @Test
    void aTerminalIsDrawnInPlaceAndKeepsWhatIsSaidAbove() {
        TerminalScreen screen = new TerminalScreen(new PrintWriter(out), Style.PLAIN, () -> new TerminalSize(80, 24));

        screen.show(at(1));
        screen.say("a partition more");
        screen.show(at(2));
        screen.close();

        List<String> frames = out.toString().lines().toList();
        assertThat(frames).filteredOn(line -> line.contains("a partition more")).hasSize(1);
        assertThat(out.toString())
                .contains("\u001b[5A" + "a partition more")
                .contains("1 of 30 s")
                .contains("2 of 30 s")
                .endsWith("\u001b[?25h");
    }

    @Test
    void whatIsHigherThanTheWindowIsCutSoThatItCanBeDrawnAgainInPlace() {
        TerminalScreen screen = new TerminalScreen(new PrintWriter(out), Style.PLAIN, () -> new TerminalSize(80, 5));

        screen.show(at(1));
        screen.show(at(2));

        assertThat(out.toString())
                .contains("and 2 lines more in a higher window")
                .contains("\r\u001b[4A");
    }

    @Test
    void linesAreSaidOnceEveryFewSeconds() {
        PlainScreen screen = new PlainScreen(new PrintWriter(out));

        for (int second = 0; second <= 10; second++) {
            screen.show(at(second));
        }

        assertThat(out.toString().lines()).hasSize(3);
        assertThat(out.toString()).doesNotContain("\u001b");
    }

    private static Snapshot at(int second) {
        return new Snapshot(
                "writing",
                Duration.ofSeconds(second),
                Duration.ofSeconds(30),
                List.of(new FlowRow(Flow.of("A", "B"), 1, 1, 1, 1, 1, 1)));
    }
}
