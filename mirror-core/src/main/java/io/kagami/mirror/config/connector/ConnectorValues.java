package io.kagami.mirror.config.connector;

import io.kagami.mirror.config.ConfigProblems;
import io.kagami.mirror.config.ConfigurationException;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.ValueCheck;
import io.kagami.mirror.config.keys.FlowDefinition;
import io.kagami.mirror.filter.NamePatterns;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The parsed values of one definition.
 *
 * <p>Threading: immutable.
 */
final class ConnectorValues {

    private final Map<String, Object> parsed;

    private ConnectorValues(Map<String, Object> parsed) {
        this.parsed = Map.copyOf(parsed);
    }

    /**
     * Those of {@code settings} that the definition knows, and its defaults.
     *
     * @throws ConfigurationException with everything that is wrong
     */
    static ConnectorValues of(ConfigDef definition, Map<String, String> settings) {
        new ConfigProblems(ValueCheck.problems(definition, settings)).throwIfErrors();
        return new ConnectorValues(definition.parse(settings));
    }

    /** The definition and what all connectors of a flow know. */
    static ConfigDef withFlow(ConfigDef definition) {
        ConfigDef all = FlowConfig.definition();
        definition.configKeys().values().forEach(all::define);
        return all;
    }

    /** The interval of regular work, empty if it is off. */
    Optional<Duration> repeated(String work) {
        long seconds = number(FlowDefinition.interval(work));
        return flag(FlowDefinition.enabled(work)) && seconds > 0
                ? Optional.of(Duration.ofSeconds(seconds))
                : Optional.empty();
    }

    Optional<Short> replicas(String key) {
        long replicas = number(key);
        return replicas > 0 ? Optional.of((short) replicas) : Optional.empty();
    }

    NamePatterns patterns(String key) {
        return NamePatterns.of(
                ((List<?>) value(key)).stream().map(String::valueOf).toList());
    }

    boolean flag(String key) {
        return (Boolean) value(key);
    }

    private long number(String key) {
        return ((Number) value(key)).longValue();
    }

    private Object value(String key) {
        Object value = parsed.get(key);
        if (value == null) {
            throw new IllegalStateException("no setting is called " + key);
        }
        return value;
    }
}
