package io.kagami.mirror.config;

import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Finds everything that is wrong with a file, and what can be read of its topology. */
record FileChecks(Precedence precedence, ProviderResolution resolution) {

    ConfigProblems problems() {
        List<ConfigProblem> problems = new ArrayList<>();
        return new ConfigProblems(problems);
    }

    Topology topology() {
        NavigableSet<ClusterAlias> clusters = new TreeSet<>();
        Arrays.stream(precedence.file().getOrDefault("clusters", "").split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .map(ClusterAlias::new)
                .forEach(clusters::add);
        List<Flow> flows = new ArrayList<>();
        for (ClusterAlias source : clusters) {
            for (ClusterAlias target : clusters) {
                if (!source.equals(target) && enabled(new Flow(source, target))) {
                    flows.add(new Flow(source, target));
                }
            }
        }
        return new Topology(clusters, flows);
    }

    private boolean enabled(Flow flow) {
        String value = precedence
                .connector(flow, MirrorConfig.sourceConnectorIdentity(flow))
                .getOrDefault("enabled", "false");
        return resolution
                .resolve(Map.of("enabled", value))
                .getOrDefault("enabled", "false")
                .trim()
                .equalsIgnoreCase("true");
    }
}
