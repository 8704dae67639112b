package io.kagami.mirror.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OffsetFileTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void isOneProcessesAtATimeAndItsFolderIsMade() throws IOException {
        Path file = folder.resolve("state").resolve("B.offsets");
        try (OffsetFile taken = OffsetFile.take(file)) {
            assertThat(taken).isNotNull();
            assertThatThrownBy(() -> OffsetFile.take(file))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("another process keeps its offsets in " + file);
        }
        OffsetFile.take(file).close();
    }

    @Test
    void whatIsNoOffsetFileIsLeftAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "not offsets");

        assertThatThrownBy(() -> OffsetFile.take(file))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("holds something else")
                .hasMessageContaining("offset.storage.file.filename");
        assertThat(file).hasContent("not offsets");
    }

    @Test
    void anEmptyFileIsWhatAPowerCutLeaves() throws IOException {
        OffsetFile.take(Files.createFile(folder.resolve("B.offsets"))).close();
    }

    @Test
    void aFolderIsNoFile() {
        assertThatThrownBy(() -> OffsetFile.take(folder))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("cannot be kept in " + folder);
    }
}
