package io.kagami.mirror.config;

import io.kagami.mirror.config.classes.UsersClasses;
import io.kagami.mirror.config.keys.ConnectorKeys;
import io.kagami.mirror.config.keys.FlowDefinition;
import io.kagami.mirror.config.mode.ModeChoice;
import io.kagami.mirror.config.mode.ReplicationMode;
import io.kagami.mirror.naming.PolicyLoading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.utils.Utils;

/** Finds what is wrong with the settings of one source connector. */
public final class FlowChecks {

    /** Keys of Connect that users of mirrors set; it would refuse a wrong one only when the connector is deployed. */
    private static final List<String> CONNECTS_OWN = List.of("tasks.max");

    private static final List<String> RESETS =
            List.of("consumer.auto.offset.reset", "source.consumer.auto.offset.reset");
    private static final Set<String> SUPPORTED_RESETS = Set.of("earliest", "latest");

    private FlowChecks() {}

    /** As Connect has them: no file names them otherwise. */
    public static List<ConfigProblem> problems(Map<String, String> settings) {
        return problems(settings, name -> name);
    }

    /** {@code writtenAs} gives the name under which the file holds a setting. */
    static List<ConfigProblem> problems(Map<String, String> settings, UnaryOperator<String> writtenAs) {
        return problems(settings, Map.of(), writtenAs);
    }

    /** The same where {@code worker}, the settings of the Connect worker the connector will run on, are known. */
    static List<ConfigProblem> problems(
            Map<String, String> settings, Map<String, String> worker, UnaryOperator<String> writtenAs) {
        List<ConfigProblem> problems = new ArrayList<>();
        for (ConfigDef.ConfigKey key : FlowDefinition.definition().configKeys().values()) {
            String value = settings.get(key.name);
            if (value != null) {
                ValueCheck.problem(writtenAs.apply(key.name), key, value).ifPresent(problems::add);
            } else if (!key.hasDefault()) {
                problems.add(ConfigProblem.error(key.name, "required, but missing"));
            }
        }
        for (String connects : CONNECTS_OWN) {
            ConfigDef.ConfigKey key = ConnectorKeys.definition().configKeys().get(connects);
            String value = settings.get(connects);
            if (key != null && value != null) {
                ValueCheck.problem(writtenAs.apply(connects), key, value).ifPresent(problems::add);
            }
        }
        if (problems.isEmpty()) {
            problems.addAll(aliasProblems(settings));
            problems.addAll(policyProblems(settings, writtenAs));
        }
        problems.addAll(classProblems(settings, writtenAs));
        problems.addAll(unsupportedResets(settings, writtenAs));
        problems.addAll(modeProblems(new ModeChoice(settings, worker), writtenAs));
        return problems;
    }

    /** Batch mode was asked for, and something it passes by. */
    private static List<ConfigProblem> modeProblems(ModeChoice choice, UnaryOperator<String> writtenAs) {
        String batch = writtenAs.apply(ModeChoice.MODE) + " = " + ReplicationMode.BATCH.written();
        List<ConfigProblem> problems = new ArrayList<>();
        new TreeMap<>(choice.conflicts())
                .forEach((key, value) -> problems.add(ConfigProblem.error(
                                writtenAs.apply(key),
                                "needs records to pass through Connect, which " + batch + " excludes")
                        .withRemedy("write record or auto there, or leave this out")
                        .withValue(value)));
        return problems;
    }

    private static List<ConfigProblem> aliasProblems(Map<String, String> settings) {
        String source = settings.getOrDefault(FlowDefinition.SOURCE_ALIAS, "").trim();
        String target = settings.getOrDefault(FlowDefinition.TARGET_ALIAS, FlowDefinition.DEFAULT_TARGET)
                .trim();
        if (!source.equals(target)) {
            return List.of();
        }
        return List.of(
                ConfigProblem.error(FlowDefinition.TARGET_ALIAS, "another alias than " + FlowDefinition.SOURCE_ALIAS)
                        .withValue(target));
    }

    private static List<ConfigProblem> policyProblems(Map<String, String> settings, UnaryOperator<String> writtenAs) {
        String className = settings.get(FlowDefinition.POLICY_CLASS);
        if (className == null) {
            return List.of();
        }
        try {
            PolicyLoading.load(Utils.loadClass(className.trim(), Object.class), settings);
            return List.of();
        } catch (IllegalArgumentException | ClassNotFoundException e) {
            return List.of(
                    ConfigProblem.error(writtenAs.apply(FlowDefinition.POLICY_CLASS), String.valueOf(e.getMessage()))
                            .withValue(className));
        }
    }

    private static List<ConfigProblem> classProblems(Map<String, String> settings, UnaryOperator<String> writtenAs) {
        List<ConfigProblem> problems = new ArrayList<>();
        new UsersClasses(settings)
                .problems()
                .forEach((key, problem) -> problems.add(
                        ConfigProblem.error(writtenAs.apply(key), problem).withValue(settings.getOrDefault(key, ""))));
        return problems;
    }

    /** Where {@code start.from} is not set, the source's consumer says where to begin, but not all that Kafka's consumer understands. */
    private static List<ConfigProblem> unsupportedResets(
            Map<String, String> settings, UnaryOperator<String> writtenAs) {
        if (!settings.getOrDefault(FlowDefinition.START_FROM, "").isBlank()) {
            return List.of();
        }
        return RESETS.stream()
                .filter(key -> !SUPPORTED_RESETS.contains(
                        settings.getOrDefault(key, "earliest").trim()))
                .map(key -> ConfigProblem.warning(
                                writtenAs.apply(key), "has no effect, copying begins with the earliest record")
                        .withRemedy("write " + FlowDefinition.START_FROM)
                        .withValue(settings.getOrDefault(key, "")))
                .toList();
    }
}
