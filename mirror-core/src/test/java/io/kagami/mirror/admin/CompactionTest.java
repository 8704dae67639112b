package io.kagami.mirror.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.junit.jupiter.api.Test;

class CompactionTest {

    @Test
    void nothingSpeaksAgainstATopicThatIsOnlyCompactedOrThatDoesNotTell() {
        assertThat(Compaction.objection("log", config("compact"))).isEmpty();
        assertThat(Compaction.objection("log", new Config(List.of()))).isEmpty();
    }

    @Test
    void aTopicThatDeletesWhatIsOldIsNamedAndHowToMendIt() {
        assertThat(Compaction.objection("log", config("delete")).orElse(""))
                .contains(
                        "topic log has cleanup.policy=delete", "--entity-name log --add-config cleanup.policy=compact");
        assertThat(Compaction.objection("log", config("compact,delete"))).isPresent();
    }

    private static Config config(String policy) {
        return new Config(List.of(new ConfigEntry("cleanup.policy", policy)));
    }
}
