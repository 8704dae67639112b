package io.kagami.mirror.config.secret;

import io.kagami.mirror.config.Redaction;
import io.kagami.mirror.topology.Flow;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigTransformer;

/**
 * The secrets that a file has in clear. Connectors are given references such as {@code ${mirror-file:A->B:source.cluster.sasl.jaas.config}} in
 * their place, as Connect stores the settings of connectors in a topic and shows them over REST. Their text never appears in that of this record.
 *
 * @param values by what stands in a reference behind the provider's name, {@code A->B:source.cluster.sasl.jaas.config}
 */
public record ClearSecrets(Map<String, String> values) {

    /** The name of the config provider in references. */
    public static final String PROVIDER = "mirror-file";

    /** None at all. */
    public static final ClearSecrets NONE = new ClearSecrets(Map.of());

    private static final Pattern REFERENCE = ConfigTransformer.DEFAULT_PATTERN;
    /** As in the settings of a login module; what stands behind it in clear is not a reference. */
    private static final Pattern CLEAR_PASSWORD = Pattern.compile("(?i)(password|secret)\\s*=\\s*[\"']?[^\\s\"';$]");

    public ClearSecrets {
        values = Map.copyOf(values);
    }

    /** Puts secrets aside, one connector after the other. */
    public static final class Collector {

        private final Map<String, String> values = new TreeMap<>();
        private final UnaryOperator<String> resolve;

        /**
         * Nothing yet.
         *
         * @param resolve replaces the references that a value has beside a secret in clear
         */
        public Collector(UnaryOperator<String> resolve) {
            this.resolve = resolve;
        }

        /** The settings of a connector of this flow with references in the place of secrets; connectors of a flow have the same secrets. */
        public Map<String, String> putAside(Flow flow, Map<String, String> connector) {
            Map<String, String> referring = new TreeMap<>(connector);
            connector.forEach((key, value) -> {
                if (isClear(key, value)) {
                    String name = flow + ":" + key;
                    values.put(name, resolve.apply(value));
                    referring.put(key, reference(name));
                }
            });
            return referring;
        }

        /** All that were put aside. */
        public ClearSecrets collected() {
            return new ClearSecrets(values);
        }
    }

    /** The settings with the secrets in the place of references to them. */
    public Map<String, String> inClear(Map<String, String> referring) {
        Map<String, String> clear = new TreeMap<>(referring);
        Map<String, String> byReference = new TreeMap<>();
        values.forEach((name, value) -> byReference.put(reference(name), value));
        clear.replaceAll((key, value) -> byReference.getOrDefault(value, value));
        return clear;
    }

    /** Whether no secret that both have differs. */
    public boolean agreesWith(ClearSecrets other) {
        return values.entrySet().stream()
                .allMatch(secret -> other.values
                        .getOrDefault(secret.getKey(), secret.getValue())
                        .equals(secret.getValue()));
    }

    static boolean isClear(String key, String value) {
        return Redaction.shown(key, value).contains(Redaction.HIDDEN)
                && (!REFERENCE.matcher(value).find()
                        || CLEAR_PASSWORD.matcher(value).find());
    }

    private static String reference(String name) {
        return "${" + PROVIDER + ":" + name + "}";
    }

    @Override
    public String toString() {
        return "ClearSecrets" + values.keySet();
    }
}
