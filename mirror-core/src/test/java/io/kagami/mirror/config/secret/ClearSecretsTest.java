package io.kagami.mirror.config.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.topology.Flow;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigTransformer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClearSecretsTest {

    private static final Flow FLOW = Flow.of("A", "B");
    private static final String LOGIN = "source.cluster.sasl.jaas.config";
    private static final Map<String, String> CONNECTOR = Map.of(
            LOGIN,
            "Some.Module required username=\"u\" password=\"open\";",
            "target.cluster.ssl.key.password",
            "${file:/secrets:key}",
            "topics",
            "orders");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            source.cluster.ssl.keystore.password | hunter2                                     | true
            source.cluster.ssl.keystore.password | ${file:/secrets:key}                        | false
            source.cluster.sasl.jaas.config      | M required password="hunter2";              | true
            source.cluster.sasl.jaas.config      | M required username="u" password="${e:x}";  | false
            source.cluster.sasl.jaas.config      | M required username="${e:u}" password="x";  | true
            value.converter.registry.url         | http://user:hunter2@registry                | true
            value.converter.registry.url         | http://registry                             | false
            transforms.t.connection              | db;user=u;password=hunter2                  | true
            topics                               | passwords                                   | false
            config.providers.vault.param.token   | x                                           | true
            """)
    void tellsWhatIsInClear(String key, String value, boolean clear) {
        assertThat(ClearSecrets.isClear(key, value)).isEqualTo(clear);
    }

    @Test
    void putsReferencesInTheirPlaceWhichAWorkerResolves() {
        ClearSecrets.Collector collector = new ClearSecrets.Collector(value -> value);
        Map<String, String> referring = collector.putAside(FLOW, CONNECTOR);
        ClearSecrets secrets = collector.collected();

        assertThat(referring)
                .containsEntry(LOGIN, "${mirror-file:A->B:" + LOGIN + "}")
                .containsEntry("target.cluster.ssl.key.password", "${file:/secrets:key}")
                .containsEntry("topics", "orders");
        assertThat(secrets.inClear(referring)).isEqualTo(CONNECTOR);
        assertThat(secrets.toString()).contains(LOGIN).doesNotContain("open");

        KeptSecrets kept = new KeptSecrets(secrets);
        Map<String, String> worker = kept.providedTo(Map.of("config.providers", "file", "group.id", "g"));
        assertThat(worker).containsEntry("config.providers", "file,mirror-file").containsEntry("group.id", "g");
        assertThat(worker.values()).noneMatch(value -> value.contains("open"));
        assertThat(resolved(worker, referring)).isEqualTo(CONNECTOR);

        kept.replace(new ClearSecrets(Map.of("A->B:" + LOGIN, "another")));
        assertThat(resolved(worker, referring)).containsEntry(LOGIN, "another");

        kept.close();
        assertThat(resolved(worker, referring)).isEqualTo(referring);
    }

    @Test
    void agreeUnlessOneHasChanged() {
        ClearSecrets one = new ClearSecrets(Map.of("A->B:x", "1"));
        assertThat(one.agreesWith(new ClearSecrets(Map.of("A->B:x", "1", "C->B:x", "2"))))
                .isTrue();
        assertThat(one.agreesWith(ClearSecrets.NONE)).isTrue();
        assertThat(one.agreesWith(new ClearSecrets(Map.of("A->B:x", "2")))).isFalse();
    }

    private static Map<String, String> resolved(Map<String, String> worker, Map<String, String> connector) {
        String prefix = "config.providers.mirror-file.";
        assertThat(worker).containsEntry(prefix + "class", KeptSecretsProvider.class.getName());
        KeptSecretsProvider provider = new KeptSecretsProvider();
        provider.configure(Map.of(KeptSecrets.KEPT_UNDER, worker.getOrDefault(prefix + "param.kept.under", "")));
        assertThat(provider.get("A->B").data().keySet()).isSubsetOf(Set.of(LOGIN));
        return new HashMap<>(new ConfigTransformer(Map.of("mirror-file", provider))
                .transform(connector)
                .data());
    }
}
