package io.kagami.mirror.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.source.MirrorSourceConnector;
import org.junit.jupiter.api.Test;

class ProjectVersionTest {

    @Test
    void isThatOfTheBuildAndWhatConnectIsTold() {
        assertThat(ProjectVersion.current()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(new MirrorSourceConnector().version()).isEqualTo(ProjectVersion.current());
    }
}
