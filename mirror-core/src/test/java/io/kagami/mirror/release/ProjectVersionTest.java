package io.kagami.mirror.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.source.MirrorSourceConnector;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectVersionTest {

    @Test
    void isThatOfTheBuildAndWhatConnectIsTold() {
        assertThat(ProjectVersion.current()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(new MirrorSourceConnector().version()).isEqualTo(ProjectVersion.current());
    }

    @Test
    void theKafkaOfThisProcessIsTheOneItWasBuiltWith() {
        assertThat(ProjectVersion.kafka()).isEqualTo(AppInfoParser.getVersion());
        assertThat(KafkaVersion.problem()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.3.0", "4.3.9", "4.3.1.redhat-00001", "8.1.0-ccs", "8.1.0-ce", "unknown"})
    void runsWhereKafkaIsOfItsReleaseOrCannotBeTold(String worker) {
        assertThat(KafkaVersion.problem(worker, "4.3.1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.9.1", "4.2.0", "4.4.0", "5.3.1"})
    void saysWhichKafkaItNeeds(String worker) {
        assertThat(KafkaVersion.problem(worker, "4.3.1"))
                .hasValueSatisfying(problem -> assertThat(problem).contains(worker, "built for 4.3,"));
    }
}
