package io.kagami.mirror.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The documentation shows what is compiled and run here. */
class TranslatingOffsetsTest {

    @Test
    void showsTheExampleAsItIs() throws IOException {
        String page = Files.readString(Path.of("../docs/translating-offsets.md"));
        String example = Files.readString(Path.of("src/test/java/io/kagami/mirror/translation/FailOver.java"));

        String shown = page.substring(page.indexOf("```java\n") + "```java\n".length());
        shown = shown.substring(0, shown.indexOf("```")).indent(4);

        assertThat(example).contains(shown);
    }
}
