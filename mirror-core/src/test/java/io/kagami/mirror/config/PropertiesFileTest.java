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
    void tellsOfLettersThatAreReadAsOthers(@TempDir Path folder) throws IOException {
        PropertiesFile file = PropertiesFile.read(
                Files.writeString(folder.resolve("f"), "# \u00fcber\na=1\nB.sasl.password=gr\u00fcn\n"));
        assertThat(file.settings()).containsEntry("B.sasl.password", "gr\u00c3\u00bcn");
        assertThat(file.warnings().all())
                .singleElement()
                .asString()
                .contains("WARNING B.sasl.password", "line 3 has letters that are not ASCII", "write them as \\uXXXX")
                .doesNotContain("gr");
    }

    @Test
    void refusesWhatIsNoText(@TempDir Path folder) throws IOException {
        Path marked = Files.writeString(folder.resolve("marked"), "\ufeffclusters = A\n");
        Path archive = Files.write(folder.resolve("archive"), new byte[] {'a', '=', '1', '\n', 'P', 'K', 3, 4});
        assertThatThrownBy(() -> PropertiesFile.read(marked))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("byte order mark")
                .hasMessageContaining("save it without one");
        assertThatThrownBy(() -> PropertiesFile.read(archive))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("line 2: bytes that are no text");
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
