package io.kagami.mirror.cli.status;

import io.kagami.mirror.cli.view.Style;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GoldenWriterTest {
    @Test
    void write() throws Exception {
        Path folder = Files.createDirectories(Path.of("/tmp/w-status/golden"));
        write(folder, "healthy", Samples.healthy());
        write(folder, "troubled", Samples.troubled());
    }

    private static void write(Path folder, String name, MirrorStatus status) throws Exception {
        Files.writeString(
                folder.resolve(name + ".txt"),
                String.join("\n", StatusText.lines(status, Integer.MAX_VALUE, Style.PLAIN)) + "\n");
        Files.writeString(folder.resolve(name + ".json"), StatusJson.of(status).toPrettyString() + "\n");
    }
}
