package io.kagami.mirror.cli.status;

import io.kagami.mirror.topology.ClusterAlias;
import java.net.URI;
import java.util.List;
import java.util.Optional;

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
     * @param monitoring where it answers for health and metrics; empty if it could not be asked, or has none
     */
    public record ProcessView(String id, String host, Presence presence, Optional<URI> monitoring) {

        /** One that was not asked. */
        public ProcessView(String id, String host, Presence presence) {
            this(id, host, presence, Optional.empty());
        }
    }

    public WorkersView {
        processes = List.copyOf(processes);
        remarks = List.copyOf(remarks);
    }
}
