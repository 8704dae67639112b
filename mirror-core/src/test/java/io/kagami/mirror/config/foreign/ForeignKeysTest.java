package io.kagami.mirror.config.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.keys.ConnectorKeys;
import io.kagami.mirror.config.keys.KnownKeys;
import io.kagami.mirror.config.keys.Scope;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ForeignKeysTest {

    @Test
    void namesTheToolAndWhatIsWrittenHere() {
        assertThat(ForeignKeys.recognise("topic.whitelist"))
                .contains(new ForeignKey("Confluent Replicator", "write topics"));
        assertThat(ForeignKeys.recognise("num.streams")).contains(new ForeignKey("MirrorMaker 1", "write tasks.max"));
        assertThat(ForeignKeys.recognise("brooklin.server.httpPort"))
                .contains(new ForeignKey("Brooklin", "leave it out"));
        assertThat(ForeignKeys.recognise("topcis")).isEmpty();
    }

    /** Or a right setting would be taken for a foreign one. */
    @Test
    void noKeyOfOursIsTakenForForeign() {
        Set<String> ours = new TreeSet<>(ConnectorKeys.names());
        ours.addAll(KnownKeys.REMOVED.keySet());
        for (Scope scope : Scope.values()) {
            ours.addAll(KnownKeys.names(scope));
        }
        assertThat(ours)
                .allSatisfy(key -> assertThat(ForeignKeys.recognise(key)).isEmpty());
    }
}
