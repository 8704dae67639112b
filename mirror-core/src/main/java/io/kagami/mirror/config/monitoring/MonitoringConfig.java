package io.kagami.mirror.config.monitoring;

import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.config.ConfigurationException;
import io.kagami.mirror.config.ValueCheck;
import io.kagami.mirror.config.precedence.Layers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The settings of the process's own HTTP server as values. They may hold secrets: those never appear in its text.
 *
 * @param listener where it listens; empty for no server
 * @param basicAuth whether it asks for user and password
 * @param stalledAfter how long lag may stay without a record being copied
 * @param tls Kafka's {@code ssl.} settings of what listens
 */
public record MonitoringConfig(
        Optional<ListenerAddress> listener, boolean basicAuth, Duration stalledAfter, Map<String, String> tls) {

    /** Those of the workers' REST API, which count where none of our own is set. */
    private static final String TLS_OF_WORKERS = "listeners.https.";

    public MonitoringConfig {
        tls = Map.copyOf(tls);
    }

    /**
     * Reads them out of the top level of a file.
     *
     * @param file with references resolved
     * @throws ConfigurationException if a value, such as one that came from a config provider, is none of those allowed
     */
    public static MonitoringConfig from(Map<String, String> file) {
        List<ConfigProblem> problems = ValueCheck.problems(MonitoringDefinition.definition(), file);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems.get(0));
        }
        String listener = value(file, MonitoringDefinition.LISTENER, MonitoringDefinition.DEFAULT_LISTENER);
        String stalledAfter = value(
                file,
                MonitoringDefinition.STALLED_AFTER,
                Integer.toString(MonitoringDefinition.DEFAULT_STALLED_AFTER_MS));
        Map<String, String> own = Layers.behind(file, MonitoringDefinition.TLS);
        return new MonitoringConfig(
                listener.equals(MonitoringDefinition.NONE)
                        ? Optional.empty()
                        : Optional.of(ListenerAddress.parse(listener)),
                value(file, MonitoringDefinition.BASIC_AUTH, "false").equalsIgnoreCase("true"),
                Duration.ofMillis(Long.parseLong(stalledAfter)),
                own.isEmpty() ? Layers.behind(file, TLS_OF_WORKERS) : own);
    }

    /** Whether {@link #from} looks at a key of the top level. */
    public static boolean isRead(String key) {
        return key.startsWith(MonitoringDefinition.PREFIX) || key.startsWith(TLS_OF_WORKERS);
    }

    private static String value(Map<String, String> file, String key, String standard) {
        return file.getOrDefault(key, standard).trim();
    }

    @Override
    public String toString() {
        return "MonitoringConfig[" + listener.map(ListenerAddress::toString).orElse(MonitoringDefinition.NONE)
                + " basicAuth=" + basicAuth + " stalledAfter=" + stalledAfter + " tls=" + new TreeMap<>(tls).keySet()
                + "]";
    }
}
