package io.kagami.mirror.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.view.Style;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is printed, character for character. */
class StatusGoldenTest {

    @Test
    void theTextOfFlowsThatAreWell() throws IOException {
        assertThat(text(Samples.healthy())).isEqualTo(golden("healthy.txt"));
    }

    @Test
    void theTextOfFlowsInTrouble() throws IOException {
        assertThat(text(Samples.troubled())).isEqualTo(golden("troubled.txt"));
    }

    @Test
    void theJsonOfFlowsThatAreWell() throws IOException {
        assertThat(StatusJson.of(Samples.healthy()).toPrettyString() + "\n").isEqualTo(golden("healthy.json"));
    }

    @Test
    void theJsonOfFlowsInTrouble() throws IOException {
        assertThat(StatusJson.of(Samples.troubled()).toPrettyString() + "\n").isEqualTo(golden("troubled.json"));
    }

    @Test
    void coloursChangeNothingButColours() {
        List<String> colored = StatusText.lines(Samples.troubled(), 200, Style.COLOR);

        assertThat(colored).anyMatch(line -> line.contains("\u001b[1;31mnot running\u001b[0m"));
        assertThat(String.join("\n", colored).replaceAll("\u001b\\[[0-9;]*m", "") + "\n")
                .isEqualTo(text(Samples.troubled()));
    }

    @Test
    void aFrameIsNoWiderThanItsTerminalAndTellsOfClustersThatAreAway() {
        StatusFrame frame = new StatusFrame(Samples.troubled(), Duration.ZERO, Duration.ofSeconds(2));

        assertThat(frame.lines(60, Style.PLAIN))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60))
                .contains(
                        "  2026-11-21T18:00:00Z, every 2.0 s; Ctrl-C ends it",
                        "  Cluster D cannot be asked: no answer.");
        assertThat(String.join("", frame.lines(60, Style.COLOR)).replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(String.join("", frame.lines(60, Style.PLAIN)));
        assertThat(frame.plainLines())
                .startsWith("2026-11-21T18:00:00Z")
                .contains("  Cluster D cannot be asked: no answer.")
                .endsWith("");
    }

    private static String text(MirrorStatus status) {
        return String.join("\n", StatusText.lines(status, Integer.MAX_VALUE, Style.PLAIN)) + "\n";
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(StatusGoldenTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
