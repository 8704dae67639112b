package io.kagami.mirror.config;

import io.kagami.mirror.config.effect.IdleSettings;
import io.kagami.mirror.config.keys.Closest;
import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.config.keys.FlowDefinition;
import io.kagami.mirror.config.loop.FlowNaming;
import io.kagami.mirror.config.loop.LoopChecks;
import io.kagami.mirror.config.mode.ModeChoice;
import io.kagami.mirror.config.mode.ReplicationMode;
import io.kagami.mirror.config.monitoring.RestExposure;
import io.kagami.mirror.config.monitoring.RestListeners;
import io.kagami.mirror.config.precedence.Precedence;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds everything that is wrong with a file, and reads the topology out of it.
 *
 * @param precedence the file
 * @param resolution its config providers
 */
record FileChecks(Precedence precedence, ProviderResolution resolution) {

    private static final String CLUSTERS = "clusters";
    private static final String GROUP_SYNC = "sync.group.offsets.enabled";
    private static final String SYNC_CONFIGS = "sync.topic.configs.enabled";

    /** All of them, unless a config provider fails, which comes first. */
    ConfigProblems problems() {
        try {
            return findAll();
        } catch (ConfigurationException e) {
            return e.problems();
        }
    }

    private ConfigProblems findAll() {
        Map<String, String> file = new TreeMap<>(precedence.file());
        String listed = listedClusters();
        if (listed.isBlank()) {
            return new ConfigProblems(
                    List.of(ConfigProblem.error(CLUSTERS, "required, but missing: aliases separated by commas")
                            .withSuggestion(Closest.to(CLUSTERS, file.keySet()))));
        }
        Topology topology = topology();
        List<String> aliases = names(topology.clusters());
        List<String> flows = names(possibleFlows(topology.clusters()));
        FlowNameChecks flowNames = new FlowNameChecks(aliases, flows);
        KeyChecks keys = new KeyChecks(aliases, flows);

        List<ConfigProblem> problems = new ArrayList<>();
        problems.addAll(ClusterChecks.aliases(listed, split(listed)));
        problems.addAll(ClusterChecks.addresses(topology.clusters(), precedence));
        problems.addAll(flowNames.problems(file));
        problems.addAll(resolution.problems(file));
        file.forEach((key, value) -> {
            if (flowNames.namesFlow(key) || !FlowNameChecks.looksLikeFlow(key, value)) {
                keys.problems(key, value).forEach(problems::add);
            }
        });
        topology.flows().forEach(flow -> problems.addAll(flowProblems(flow)));
        problems.addAll(restApis(topology.flows()));
        if (problems.stream().noneMatch(ConfigProblem::isError)) {
            problems.addAll(sharedSyncs(topology.flows()));
            problems.addAll(loops(topology.flows()));
        }
        problems.addAll(new IdleSettings(aliases, flows, batchFlows(topology.flows())).problems(file));
        boolean triedToEnable = problems.stream()
                .anyMatch(problem -> problem.isError() && problem.key().endsWith(".enabled"));
        if (topology.flows().isEmpty() && !triedToEnable) {
            problems.add(noFlow(file, flows));
        }
        return new ConfigProblems(problems);
    }

    private List<ConfigProblem> restApis(List<Flow> flows) {
        List<ConfigProblem> problems = new ArrayList<>();
        flows.stream().map(Flow::target).distinct().forEach(target -> {
            Map<String, String> worker = precedence.worker(target);
            List<ConfigProblem> wrong = RestListeners.problems(target, worker, precedence.file());
            problems.addAll(wrong.isEmpty() ? RestExposure.problems(target, worker, precedence.file()) : wrong);
        });
        return problems;
    }

    /** What can be made of it, whatever else is wrong. */
    Topology topology() {
        List<ClusterAlias> clusters = split(listedClusters()).stream()
                .filter(ClusterChecks::isUsable)
                .map(ClusterAlias::new)
                .toList();
        List<Flow> enabled =
                possibleFlows(clusters).stream().filter(this::isEnabled).toList();
        return new Topology(new TreeSet<>(clusters), enabled);
    }

    private List<ConfigProblem> flowProblems(Flow flow) {
        return FlowChecks.problems(
                withoutReferences(flow), precedence.worker(flow.target()), name -> written(flow, name));
    }

    /** Flows whose mode cannot be told, as it is written wrong, have a problem of their own. */
    private List<Flow> batchFlows(List<Flow> flows) {
        return flows.stream()
                .filter(flow -> new ModeChoice(withoutReferences(flow), precedence.worker(flow.target())).isBatch())
                .toList();
    }

    private Map<String, String> withoutReferences(Flow flow) {
        Map<String, String> settings = precedence.connector(flow, MirrorConfig.identity(flow, ConnectorKind.SOURCE));
        settings.values().removeIf(ProviderResolution::hasReference);
        return settings;
    }

    /** Flows that would have offset syncs in MirrorMaker 2's form in one topic, where keys do not say of which flow they are. */
    private List<ConfigProblem> sharedSyncs(List<Flow> flows) {
        List<ConfigProblem> problems = new ArrayList<>();
        Map<String, Flow> flowByPlace = new TreeMap<>();
        for (Flow flow : flows) {
            FlowConfig config = FlowConfig.from(withoutReferences(flow));
            String place = config.offsetSyncsTopic() + " on "
                    + config.offsetSyncsLocation().cluster(flow);
            Flow other = config.emitOffsetSyncsEnabled() ? flowByPlace.putIfAbsent(place, flow) : null;
            if (other != null) {
                problems.add(ConfigProblem.error(
                                written(flow, FlowDefinition.SYNCS_LOCATION),
                                "offset syncs of " + flow + " and of " + other + " would be in one topic, " + place
                                        + ", where they cannot be told apart")
                        .withRemedy("write the same location for both"));
            }
        }
        return problems;
    }

    /** Flows between which records would go round. */
    private List<ConfigProblem> loops(List<Flow> flows) {
        List<ConfigProblem> problems = new ArrayList<>();
        List<FlowNaming> namings = flows.stream().map(this::naming).toList();
        LoopChecks.problems(namings)
                .forEach((flow, problem) ->
                        problems.add(ConfigProblem.error(written(flow, FlowDefinition.POLICY_CLASS), problem)));
        List<Flow> bothWays = LoopChecks.keptBothWays(namings);
        for (Flow flow : bothWays) {
            Map<String, String> settings = withoutReferences(flow);
            if ("true".equalsIgnoreCase(settings.getOrDefault(GROUP_SYNC, "").trim())) {
                problems.add(ConfigProblem.warning(
                        written(flow, GROUP_SYNC),
                        "topics keep their names there and back, so " + flow.source() + " and " + flow.target()
                                + " hold the same records in different orders: groups that go on at the other side skip some and"
                                + " read others twice; leave this off"));
            }
            if (flow.source().compareTo(flow.target()) < 0 && syncsConfigs(flow) && syncsConfigs(flow.reversed())) {
                problems.add(ConfigProblem.warning(
                        flow.reversed() + "." + SYNC_CONFIGS,
                        "topics keep their names there and back, so when a topic's configuration is changed it is chance which side's"
                                + " counts; write false for one direction"));
            }
        }
        return problems;
    }

    private boolean syncsConfigs(Flow flow) {
        return FlowConfig.from(withoutReferences(flow))
                .syncTopicConfigsInterval()
                .isPresent();
    }

    private FlowNaming naming(Flow flow) {
        Map<String, String> settings = withoutReferences(flow);
        ReplicationMode mode = new ModeChoice(settings, precedence.worker(flow.target())).chosen();
        return FlowNaming.of(FlowConfig.from(settings), mode);
    }

    private String written(Flow flow, String name) {
        return precedence.written(flow, name);
    }

    private boolean isEnabled(Flow flow) {
        String value = precedence
                .connector(flow, MirrorConfig.identity(flow, ConnectorKind.SOURCE))
                .getOrDefault("enabled", "false");
        return resolved(value).trim().equalsIgnoreCase("true");
    }

    private static ConfigProblem noFlow(Map<String, String> file, List<String> flows) {
        List<String> disabled = flows.stream()
                .filter(flow -> file.keySet().stream().anyMatch(key -> key.startsWith(flow + ".")))
                .toList();
        String found = disabled.isEmpty() ? "the file names no flow" : "disabled: " + String.join(", ", disabled);
        String example = disabled.isEmpty() ? flows.stream().findFirst().orElse("A->B") : disabled.get(0);
        return ConfigProblem.error(example + ".enabled", "no flow is enabled (" + found + ")")
                .withRemedy("true for at least one");
    }

    private String listedClusters() {
        return resolved(precedence.file().getOrDefault(CLUSTERS, ""));
    }

    private String resolved(String value) {
        return resolution.resolve(Map.of("value", value)).getOrDefault("value", value);
    }

    private static List<Flow> possibleFlows(Collection<ClusterAlias> clusters) {
        List<Flow> flows = new ArrayList<>();
        for (ClusterAlias source : clusters) {
            clusters.stream()
                    .filter(target -> !target.equals(source))
                    .forEach(target -> flows.add(new Flow(source, target)));
        }
        return flows;
    }

    private static List<String> names(Collection<?> values) {
        return values.stream().map(Object::toString).toList();
    }

    private static List<String> split(String list) {
        return list.isBlank()
                ? List.of()
                : Arrays.stream(list.split(",", -1)).map(String::trim).toList();
    }
}
