package io.kagami.mirror.config.connector;

import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.config.FlowChecks;
import io.kagami.mirror.config.keys.Closest;
import io.kagami.mirror.config.precedence.ClientRole;
import io.kagami.mirror.config.precedence.Precedence;
import io.kagami.mirror.config.precedence.Side;
import io.kagami.mirror.release.KafkaVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/**
 * What Connect is told when it asks whether a connector could run with given settings: everything that is wrong with them, each problem with
 * its key. Other than settings made from a file, those that somebody sends to a worker were looked at by nobody before.
 */
public final class ConnectorChecks {

    private static final String BOOTSTRAP = "bootstrap.servers";

    private ConnectorChecks() {}

    /** Kafka's checks of each value, ours of all of them together, and whether the worker is one we can run on. */
    public static Config validate(ConfigDef definition, Map<String, String> settings) {
        return validate(definition, settings, List.of());
    }

    /** The same with problems of the connector's own. */
    public static Config validate(ConfigDef definition, Map<String, String> settings, List<ConfigProblem> own) {
        Map<String, ConfigValue> values = new LinkedHashMap<>(definition.validateAll(settings));
        List<ConfigProblem> problems = new ArrayList<>(FlowChecks.problems(settings));
        problems.addAll(addresses(settings));
        problems.addAll(own);
        KafkaVersion.problem()
                .map(problem -> ConfigProblem.error("connector.class", problem))
                .ifPresent(problems::add);
        problems.stream().filter(ConfigProblem::isError).forEach(problem -> add(problem, values));
        return new Config(List.copyOf(values.values()));
    }

    /** A value that Kafka finds fault with already is not explained twice. */
    private static void add(ConfigProblem problem, Map<String, ConfigValue> values) {
        ConfigValue value = values.computeIfAbsent(problem.key(), ConfigValue::new);
        if (value.errorMessages().isEmpty()) {
            value.addErrorMessage(problem.toString().replaceFirst("^ERROR ", ""));
        }
    }

    private static List<ConfigProblem> addresses(Map<String, String> settings) {
        List<ConfigProblem> problems = new ArrayList<>();
        for (Side side : Side.values()) {
            if (!isReached(side, settings)) {
                String key = side.clusterPrefix() + BOOTSTRAP;
                problems.add(ConfigProblem.error(
                                key,
                                "required, but missing: host:port of one or more brokers of the " + side.label()
                                        + " cluster")
                        .withSuggestion(
                                Closest.to(key, settings.keySet()).filter(given -> given.startsWith(side.prefix()))));
            }
        }
        return problems;
    }

    /** One may also write the address for each kind of client. */
    private static boolean isReached(Side side, Map<String, String> settings) {
        return List.of(ClientRole.ADMIN, ClientRole.CONSUMER).stream()
                .allMatch(role -> Precedence.client(settings, side, role).get(BOOTSTRAP) instanceof String servers
                        && !servers.isBlank());
    }
}
