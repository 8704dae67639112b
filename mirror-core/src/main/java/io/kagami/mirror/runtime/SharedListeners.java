package io.kagami.mirror.runtime;

import io.kagami.mirror.config.ConfigProblem;
import io.kagami.mirror.topology.ClusterAlias;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sees when several workers of one process are to listen at one address, where only the first could. Addresses with port 0, which stands
 * for any free one, may be shared.
 */
final class SharedListeners {

    private static final String LISTENERS = "listeners";

    private SharedListeners() {}

    static Optional<ConfigProblem> problem(List<WorkerPlan> plans) {
        Map<String, List<ClusterAlias>> byAddress = new TreeMap<>();
        for (WorkerPlan plan : plans) {
            String addresses = plan.workerProperties().getOrDefault(LISTENERS, "");
            for (String address : addresses.split(",", -1)) {
                if (!address.isBlank() && !address.trim().endsWith(":0")) {
                    byAddress
                            .computeIfAbsent(address.trim(), key -> new ArrayList<>())
                            .add(plan.target());
                }
            }
        }
        return byAddress.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .findFirst()
                .map(entry -> problem(entry.getKey(), entry.getValue()));
    }

    private static ConfigProblem problem(String address, List<ClusterAlias> targets) {
        return ConfigProblem.error(
                        LISTENERS,
                        "the workers of " + targets + " cannot listen at one address; write "
                                + String.join(
                                        " and ",
                                        targets.stream()
                                                .map(target -> target + "." + LISTENERS)
                                                .toList())
                                + " with a port each, or leave it out: then each takes a free one")
                .withValue(address);
    }
}
