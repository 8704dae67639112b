package io.kagami.mirror.runtime.health;

import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * How a whole process fares: the flows into all of its targets.
 *
 * <p>Threading: thread-safe; no answer waits for anything.
 */
public final class ProcessHealth {

    private final Map<ClusterAlias, TargetHealth> targets = new ConcurrentSkipListMap<>();

    /** From now on this is how the target fares. */
    public void put(ClusterAlias target, TargetHealth health) {
        targets.put(target, health);
    }

    /** The process has nothing to do there any more. */
    public void remove(ClusterAlias target) {
        targets.remove(target);
    }

    /** All flows this process is to run, each with what keeps it from getting on. */
    public SortedMap<Flow, List<Obstacle>> flows() {
        SortedMap<Flow, List<Obstacle>> byFlow = new TreeMap<>();
        targets.values().forEach(target -> {
            target.flows().forEach(flow -> byFlow.put(flow, new ArrayList<>()));
            target.obstacles()
                    .forEach(obstacle -> byFlow.computeIfAbsent(obstacle.flow(), flow -> new ArrayList<>())
                            .add(obstacle));
        });
        return byFlow;
    }

    /** Why the process does not go on by itself, by target; none as long as it does, however badly. */
    public SortedMap<ClusterAlias, String> deadlocks() {
        SortedMap<ClusterAlias, String> found = new TreeMap<>();
        targets.forEach((target, health) -> health.deadlock().ifPresent(reason -> found.put(target, reason)));
        return found;
    }
}
