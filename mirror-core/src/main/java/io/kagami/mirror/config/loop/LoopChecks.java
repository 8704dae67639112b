package io.kagami.mirror.config.loop;

import io.kagami.mirror.config.mode.ReplicationMode;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.topology.Rings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds flows of one file between which records would go round for ever.
 *
 * <table>
 *   <caption>Flows that mirror the same topics</caption>
 *   <tr><td>names tell the source, on all</td><td>no loop: the replication policy knows what came from the target</td></tr>
 *   <tr><td>names are kept, there and back, one mode</td><td>no loop: each flow knows what the other one wrote</td></tr>
 *   <tr><td>names are kept, there and back, two modes</td><td>refused: neither knows what the other one wrote</td></tr>
 *   <tr><td>names are kept round three clusters or more</td><td>refused, unless all are in record mode: a batch does not tell whence its records
 *       came before the last cluster</td></tr>
 *   <tr><td>names are kept one way only</td><td>refused: names would grow for ever</td></tr>
 * </table>
 */
public final class LoopChecks {

    private static final String CHOICES =
            "topics that differ, or DefaultReplicationPolicy, which puts the source's alias into the copies' names";

    private LoopChecks() {}

    /** What is wrong with which flow, in a sentence each. */
    public static Map<Flow, String> problems(List<FlowNaming> flows) {
        Map<Flow, String> problems = new TreeMap<>();
        for (FlowNaming flow : flows) {
            for (FlowNaming other : flows) {
                if (other.flow().equals(flow.flow().reversed()) && flow.keepsNames()) {
                    thereAndBack(flow, other, problems);
                }
            }
        }
        rings(flows.stream().filter(FlowNaming::keepsNames).toList(), problems);
        return problems;
    }

    /** Flows whose topics keep their names there and back, so that both sides may write to the same ones. */
    public static List<Flow> keptBothWays(List<FlowNaming> flows) {
        return flows.stream()
                .filter(flow -> flows.stream()
                        .anyMatch(other -> other.flow().equals(flow.flow().reversed())
                                && flow.keepsNames()
                                && other.keepsNames()
                                && flow.mayMeet(other)))
                .map(FlowNaming::flow)
                .toList();
    }

    private static void thereAndBack(FlowNaming keeper, FlowNaming back, Map<Flow, String> problems) {
        String both = keeper.flow() + " and " + back.flow();
        boolean told = problems.containsKey(back.flow());
        if (back.keepsNames()) {
            if (!told && keeper.mode() != back.mode() && keeper.mayMeet(back)) {
                problems.put(
                        keeper.flow(),
                        both
                                + " keep topics' names, but one copies batches and the other records, so neither knows what the"
                                + " other one wrote, and records would go round for ever; choose one replication.mode for"
                                + " both, " + CHOICES);
            }
        } else if (!told && (keeper.mayMeet(back) || keeper.mayTakeCopiesOf(back))) {
            problems.put(
                    keeper.flow(),
                    keeper.flow() + " keeps topics' names and " + back.flow()
                            + " does not, so each takes the other's copies for new topics, and names would grow for ever;"
                            + " choose one replication.policy.class for both, or topics that differ");
        }
    }

    private static void rings(List<FlowNaming> keepers, Map<Flow, String> problems) {
        Set<Set<Flow>> told = new HashSet<>();
        for (FlowNaming first : keepers) {
            if (first.mode() == ReplicationMode.BATCH) {
                List<Flow> meeting = keepers.stream()
                        .filter(first::mayMeet)
                        .map(FlowNaming::flow)
                        .toList();
                List<Flow> ring = Rings.through(first.flow(), meeting);
                if (!ring.isEmpty() && told.add(new TreeSet<>(ring))) {
                    problems.put(
                            first.flow(),
                            way(ring)
                                    + " lead back to where records came from, and keep topics' names: in batch mode a flow"
                                    + " knows only what came straight from its target, so records would go round for ever;"
                                    + " choose replication.mode = record for all of them, a way that does not close, "
                                    + CHOICES);
                }
            }
        }
    }

    private static String way(List<Flow> ring) {
        List<String> names = new ArrayList<>();
        ring.forEach(flow -> names.add(flow.toString()));
        return String.join(", ", names);
    }
}
