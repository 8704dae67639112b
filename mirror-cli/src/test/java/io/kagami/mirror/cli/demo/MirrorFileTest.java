package io.kagami.mirror.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.PropertiesFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorFileTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void saysWhatAUserWouldWriteWithoutAnyWarning() {
        MirrorFile file = MirrorFile.write(new DemoFolder(folder), "localhost:1", "localhost:2");

        assertThat(file.config().flows()).hasToString("[A->B, B->A]");
        assertThat(file.config().warnings().warnings()).isEmpty();
        assertThat(PropertiesFile.read(file.path()).warnings().all()).isEmpty();
        assertThat(MirrorConfig.check(PropertiesFile.read(file.path()).settings())
                        .all())
                .isEmpty();
    }
}
