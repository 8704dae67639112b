package io.kagami.mirror.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dkagami.docs.write=true} to write the page anew. */
class EventReferenceTest {

    private static final Path PAGE = Path.of("..", "docs", "events.md");

    @Test
    void thePageSaysWhatTheCodeDoes() throws IOException {
        if (Boolean.getBoolean("kagami.docs.write")) {
            Files.writeString(PAGE, EventReference.page());
        }

        assertThat(PAGE).content().isEqualTo(EventReference.page());
    }
}
