package io.kagami.mirror.config.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.keys.KnownKeys;
import io.kagami.mirror.config.keys.Scope;
import io.kagami.mirror.config.monitoring.MonitoringDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Run with {@code -Dkagami.docs.write=true} to write the page anew. */
class ConfigurationReferenceTest {

    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void thePageSaysWhatTheCodeDoes() throws IOException {
        String made = new ConfigurationReference().page();
        if (Boolean.getBoolean("kagami.docs.write")) {
            Files.writeString(PAGE, made);
        }

        assertThat(PAGE).content().isEqualTo(made);
    }

    @Test
    void everyKeyThatAFileMayHaveIsOnThePage() {
        ConfigurationReference reference = new ConfigurationReference();
        String unused = reference.page();

        Set<String> known = new TreeSet<>();
        Arrays.stream(Scope.values()).map(KnownKeys::names).forEach(known::addAll);
        known.removeIf(name -> name.startsWith(MonitoringDefinition.TLS)); // one line stands for all of them
        known.removeIf(name -> name.startsWith(ConfigurationReference.NOT_FOR_USERS));

        assertThat(reference.shown()).containsAll(known);
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void everyKeyWithADefinitionSaysWhatItIsFor(Scope scope) {
        assertThat(KnownKeys.names(scope).stream()
                        .flatMap(name -> KnownKeys.definition(scope, name).stream())
                        .filter(key -> !key.name.startsWith(MonitoringDefinition.TLS))
                        .filter(key -> !key.name.startsWith(ConfigurationReference.NOT_FOR_USERS)))
                .isNotEmpty()
                .extracting((ConfigKey key) -> key.documentation)
                .doesNotContainNull()
                .doesNotContain("");
    }

    @Test
    void connectsDistributedWorkerHasNoKeyThatIsUnknownHere() {
        DistributedConfig connect = new DistributedConfig(Map.of(
                "bootstrap.servers", "b:9092",
                "group.id", "g",
                "config.storage.topic", "c",
                "offset.storage.topic", "o",
                "status.storage.topic", "s",
                "key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                "value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"));

        assertThat(KnownKeys.names(Scope.CLUSTER)).containsAll(connect.values().keySet());
    }
}
