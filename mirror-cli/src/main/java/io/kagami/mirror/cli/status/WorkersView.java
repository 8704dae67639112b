package io.kagami.mirror.cli.status;

import io.kagami.mirror.topology.ClusterAlias;
import java.util.List;

/**
 * The processes that copy into one cluster.
 *
 * @param group they form at that cluster
 * @param remarks what could not be found out, and why
 */
public record WorkersView(ClusterAlias target, String group, List<ProcessView> processes, List<String> remarks) {

    /** Where a process stands. */
    public enum Presence {
        /** It is a member of the group. */
        PRESENT,
        /** Connect names it, but it has left the group, or was killed. */
        GONE,
        /** The group does not tell. */
        UNKNOWN
    }

    /**
     * One of them.
     *
     * @param id host and port of its REST API, by which Connect knows it; {@code ?} while the group settles
     * @param host it connects from, as the cluster sees it; {@code ?} if it is not known
     */
    public record ProcessView(String id, String host, Presence presence) {}

    public WorkersView {
        processes = List.copyOf(processes);
        remarks = List.copyOf(remarks);
    }
}
