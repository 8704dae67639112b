package io.kagami.mirror.benchmarks.contender;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.MirrorConfig;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MirrorFileTest {

    @Test
    void isTheSameForAllContendersButForTheTuning() {
        MirrorFile kagami = MirrorFile.of(Contender.KAGAMI, "localhost:1", "localhost:2", "t");

        assertThat(MirrorFile.of(Contender.MM2, "localhost:1", "localhost:2", "t"))
                .isEqualTo(kagami);
        assertThat(MirrorFile.of(Contender.MM2_TUNED, "localhost:1", "localhost:2", "t")
                        .settings())
                .containsAllEntriesOf(kagami.settings())
                .hasSize(kagami.settings().size() + 5);
    }

    @Test
    void isUnderstoodByKagami() throws IOException {
        Properties lines = new Properties();
        lines.load(new StringReader(MirrorFile.of(Contender.KAGAMI, "localhost:1", "localhost:2", "t")
                .text()));

        Map<String, String> settings =
                lines.stringPropertyNames().stream().collect(Collectors.toMap(name -> name, lines::getProperty));
        assertThat(MirrorConfig.parse(settings).warnings().warnings()).isEmpty();
    }
}
