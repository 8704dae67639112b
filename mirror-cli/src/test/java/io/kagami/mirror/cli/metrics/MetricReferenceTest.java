package io.kagami.mirror.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dkagami.docs.write=true} to write the page anew. */
class MetricReferenceTest {

    private static final Path PAGE = Path.of("..", "docs", "metrics.md");

    @Test
    void thePageSaysWhatTheCodeDoes() throws IOException {
        if (Boolean.getBoolean("kagami.docs.write")) {
            Files.writeString(PAGE, MetricReference.page());
        }

        assertThat(PAGE).content().isEqualTo(MetricReference.page());
    }
}
