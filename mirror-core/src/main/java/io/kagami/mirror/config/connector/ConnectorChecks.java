package io.kagami.mirror.config.connector;

import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.config.ConfigurationException;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.keys.FlowDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;

/**
 * What Connect is told when it asks whether a connector's settings are right: beside what is wrong with a key alone, what is wrong with several of
 * them together, and which cluster's address is missing. A connector that was accepted does not fail at its start over its settings.
 */
public final class ConnectorChecks {

    private static final String SERVERS = "bootstrap.servers";

    /** Connect checks it itself. */
    private static final String TASKS = "tasks.max";

    private ConnectorChecks() {}

    /** The result of Connect's own check, completed: each problem with the key it is about. */
    public static Config complete(Config checked, Map<String, String> settings) {
        List<ConfigValue> values = new ArrayList<>(checked.configValues());
        Map<String, ConfigValue> byKey = new HashMap<>();
        values.forEach(value -> byKey.put(value.name(), value));
        for (ConfigProblem problem : problems(settings)) {
            ConfigValue value = byKey.get(problem.key());
            if (value == null && !problem.key().equals(TASKS)) {
                ConfigValue added = new ConfigValue(problem.key());
                values.add(added);
                byKey.put(problem.key(), added);
                value = added;
            }
            if (value != null && value.errorMessages().isEmpty()) {
                value.addErrorMessage(message(problem));
            }
        }
        return new Config(values);
    }

    private static List<ConfigProblem> problems(Map<String, String> settings) {
        FlowConfig config;
        try {
            config = FlowConfig.from(settings);
        } catch (ConfigurationException e) {
            return e.problems().errors();
        }
        if (!config.sourceAdmin().containsKey(SERVERS)) {
            return List.of(missing("source.cluster." + SERVERS, FlowDefinition.SOURCE_ALIAS));
        }
        return config.targetAdmin().containsKey(SERVERS)
                ? List.of()
                : List.of(missing("target.cluster." + SERVERS, FlowDefinition.TARGET_ALIAS));
    }

    private static ConfigProblem missing(String key, String alias) {
        return ConfigProblem.error(key, "required, but missing: brokers of the cluster that " + alias + " names");
    }

    private static String message(ConfigProblem problem) {
        return problem.expected()
                + problem.remedy().map(remedy -> "; " + remedy).orElse("")
                + problem.suggestion()
                        .map(meant -> "; did you mean '" + meant + "'?")
                        .orElse("");
    }
}
