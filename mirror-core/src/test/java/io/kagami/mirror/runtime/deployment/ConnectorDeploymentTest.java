package io.kagami.mirror.runtime.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConnectorDeploymentTest {

    private static final String NAME = "A.MirrorSourceConnector";
    private static final String CLASS = "io.kagami.mirror.source.MirrorSourceConnector";

    @Test
    void createsWhatDoesNotRun() {
        assertThat(plan(Map.of(NAME, config("topics", "x")), Map.of())).containsExactly("create " + NAME);
    }

    @Test
    void updatesWhatDiffersNamingTheKeysAndNotTheirValues() {
        Map<String, String> wanted = config("source.cluster.sasl.jaas.config", "secret-1", "added", "1");
        Map<String, String> present = config("source.cluster.sasl.jaas.config", "secret-2", "removed", "1");

        assertThat(plan(Map.of(NAME, wanted), Map.of(NAME, present)))
                .containsExactly("update " + NAME + " [added, removed, source.cluster.sasl.jaas.config]");
    }

    @Test
    void leavesAloneWhatIsEqual() {
        assertThat(plan(Map.of(NAME, config("topics", "x")), Map.of(NAME, config("topics", "x"))))
                .isEmpty();
    }

    @Test
    void deletesOnlyItsOwn() {
        Map<String, Map<String, String>> running = Map.of(
                NAME,
                config(),
                "my-sink",
                Map.of("connector.class", "org.example.Sink"),
                "B.MirrorSourceConnector",
                Map.of("connector.class", "org.apache.kafka.connect.mirror.MirrorSourceConnector"),
                "C.Other",
                config());

        assertThat(plan(Map.of(), running)).containsExactly("delete " + NAME);
    }

    static Map<String, String> config(String... settings) {
        Map<String, String> config = new TreeMap<>(Map.of("connector.class", CLASS));
        for (int i = 0; i < settings.length; i += 2) {
            config.put(settings[i], settings[i + 1]);
        }
        return config;
    }

    static Map<String, RunningConnector> running(Map<String, Map<String, String>> configs) {
        Map<String, RunningConnector> running = new TreeMap<>();
        configs.forEach((name, config) -> {
            Map<String, String> named = new TreeMap<>(config);
            named.put("name", name);
            FlowStatus.Part part = new FlowStatus.Part(FlowStatus.State.RUNNING, "localhost:8083", "");
            running.put(name, new RunningConnector(named, new FlowStatus(name, part, List.of(part))));
        });
        return running;
    }

    private static List<String> plan(
            Map<String, Map<String, String>> desired, Map<String, Map<String, String>> running) {
        return ConnectorDeployment.plan(desired, RunningConnector.configs(running(running))).stream()
                .map(ConnectorAction::toString)
                .toList();
    }
}
