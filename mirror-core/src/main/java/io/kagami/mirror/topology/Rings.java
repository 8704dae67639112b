package io.kagami.mirror.topology;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Round trips over three clusters or more. There and back at once, over two, is none: each flow knows what the other one wrote. */
public final class Rings {

    private Rings() {}

    /**
     * A shortest ring that begins with the flow.
     *
     * @param flows those it may go on with
     * @return its flows in order, the given one first; empty if there is none
     */
    public static List<Flow> through(Flow first, Collection<Flow> flows) {
        Map<ClusterAlias, Flow> cameBy = new HashMap<>();
        Deque<ClusterAlias> toLookAt = new ArrayDeque<>(List.of(first.target()));
        while (!toLookAt.isEmpty() && !cameBy.containsKey(first.source())) {
            ClusterAlias here = toLookAt.remove();
            for (Flow flow : flows) {
                boolean leadsOn = flow.source().equals(here)
                        && !flow.equals(first.reversed())
                        && !flow.target().equals(first.target());
                if (leadsOn && cameBy.putIfAbsent(flow.target(), flow) == null) {
                    toLookAt.add(flow.target());
                }
            }
        }
        return cameBy.containsKey(first.source()) ? wayBack(first, cameBy) : List.of();
    }

    private static List<Flow> wayBack(Flow first, Map<ClusterAlias, Flow> cameBy) {
        Deque<Flow> ring = new ArrayDeque<>();
        Flow last = cameBy.get(first.source());
        while (last != null && !last.equals(first)) {
            ring.addFirst(last);
            last = last.source().equals(first.target()) ? null : cameBy.get(last.source());
        }
        ring.addFirst(first);
        return List.copyOf(ring);
    }
}
