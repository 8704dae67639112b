package io.kagami.mirror.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertiesFileTest {

    @Test
    void readsContinuedLinesAsPropertiesDo(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(folder.resolve("f"), "# c \\\na = 1,\\\n   2\n! b = 3\n\nc\\ d : \\u0041\\\\\ne\n");
        assertThat(PropertiesFile.read(file).settings()).isEqualTo(java.util.Map.of("a", "1,2", "c d", "A\\", "e", ""));
    }

    @Test
    void tellsOfKeysThatAreThereTwice(@TempDir Path folder) throws IOException {
        PropertiesFile file = PropertiesFile.read(Files.writeString(folder.resolve("f"), "a=1\n\na=2\n"));
        assertThat(file.settings()).containsEntry("a", "2");
        assertThat(file.lines()).containsEntry("a", 3);
        assertThat(file.warnings()).hasToString("WARNING a: set in line 1 and in line 3; the last one counts");
    }

    @Test
    void saysWhyAFileCannotBeUsed(@TempDir Path folder) throws IOException {
        Path bad = Files.writeString(folder.resolve("bad"), "a=1\nb=\\uXYZ\n");
        assertThatThrownBy(() -> PropertiesFile.read(folder.resolve("none"))).hasMessageContaining("no such file");
        assertThatThrownBy(() -> PropertiesFile.read(folder)).hasMessageContaining("directory");
        assertThatThrownBy(() -> PropertiesFile.read(bad))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("line 2");
    }
}
