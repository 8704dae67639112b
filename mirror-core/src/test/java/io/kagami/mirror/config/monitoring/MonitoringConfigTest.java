package io.kagami.mirror.config.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kagami.mirror.config.ConfigProblems;
import io.kagami.mirror.config.ConfigurationException;
import io.kagami.mirror.config.MirrorConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MonitoringConfigTest {

    @Test
    void listensOnThisMachineUnlessToldOtherwise() {
        MonitoringConfig standard = MonitoringConfig.from(Map.of());
        assertThat(standard.listener()).contains(new ListenerAddress(false, "localhost", OptionalInt.empty()));
        assertThat(standard.listener().orElseThrow().isLocal()).isTrue();
        assertThat(standard.basicAuth()).isFalse();
        assertThat(standard.stalledAfter()).isEqualTo(Duration.ofMinutes(1));

        assertThat(ListenerAddress.parse("HTTPS://0.0.0.0:9404/"))
                .isEqualTo(new ListenerAddress(true, "0.0.0.0", OptionalInt.of(9404)))
                .hasToString("https://0.0.0.0:9404")
                .matches(address -> !address.isLocal());
        assertThat(ListenerAddress.parse("http://[::1]:1").isLocal()).isTrue();
        assertThat(ListenerAddress.parse("http://a").at(9405)).hasToString("http://a:9405");
    }

    @Test
    void saysWhatAnAddressLooksLike() {
        for (String wrong : new String[] {
            "9404",
            "localhost:9404",
            "ftp://localhost",
            "http://:9404",
            "http://localhost:70000",
            "http://a b",
            "http://a/x"
        }) {
            assertThatThrownBy(() -> MonitoringConfig.from(Map.of(MonitoringDefinition.LISTENER, wrong)))
                    .as(wrong)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("monitoring.listener = " + wrong)
                    .hasMessageContaining("expected http:// or https://")
                    .hasMessageContaining("or none");
        }
    }

    @Test
    void aFileIsCheckedForItsKeys() {
        Map<String, String> file = new HashMap<>(Map.of(
                "clusters", "A, B",
                "A.bootstrap.servers", "a:9092",
                "B.bootstrap.servers", "b:9092",
                "A->B.enabled", "true",
                "monitoring.listener", "http://localhost:9404",
                "monitoring.https.ssl.keystore.password", "hidden"));
        assertThat(MirrorConfig.check(file).all()).isEmpty();
        assertThat(MirrorConfig.parse(file).monitoring().listener())
                .contains(new ListenerAddress(false, "localhost", OptionalInt.of(9404)));
        assertThat(MirrorConfig.parse(file).monitoring().toString()).doesNotContain("hidden");

        file.put("monitoring.listner", "http://localhost");
        file.put("monitoring.basic.auth", "yes");
        file.put("monitoring.stalled.after.ms", "5");
        file.put("monitoring.https.ssl.client.auth", "maybe");
        ConfigProblems problems = MirrorConfig.check(file);
        assertThat(problems.toString())
                .contains("monitoring.listner: unknown")
                .contains("did you mean 'monitoring.listener'?")
                .contains("ERROR monitoring.basic.auth = yes: expected true or false")
                .contains("ERROR monitoring.stalled.after.ms = 5: expected at least 1000")
                .contains(
                        "ERROR monitoring.https.ssl.client.auth = maybe: expected one of [none, requested, required]");
    }
}
