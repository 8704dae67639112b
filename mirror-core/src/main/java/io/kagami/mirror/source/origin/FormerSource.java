package io.kagami.mirror.source.origin;

import io.kagami.mirror.config.identity.AcceptedIds;
import io.kagami.mirror.offset.origin.FlowNote;
import io.kagami.mirror.topology.Flow;
import java.util.Optional;

/**
 * The cluster a flow's copies were made from, by what the flow noted of itself last, and whether its source is that cluster still. Topics of another
 * one have the same names, perhaps, and other records, which would follow in the copies.
 *
 * @param log where it is noted, on the target
 * @param last the note; empty where there is none, as of a flow that copied nothing yet, or was MirrorMaker 2's
 */
record FormerSource(Flow flow, String log, Optional<FlowNote> last) {

    /** Why the flow must not copy from this cluster; empty if nothing speaks against it. */
    Optional<String> refusal(String sourceId, AcceptedIds accepted) {
        return last.map(FlowNote::sourceId)
                .filter(former -> !former.equals(sourceId) && !accepted.source().equals(sourceId))
                .map(former -> refusal(sourceId, former));
    }

    private String refusal(String sourceId, String former) {
        return flow + " copies nothing: " + flow.source() + " is the cluster with the id " + sourceId
                + " now, and what was copied so far came from the one with the id " + former + ", as topic " + log
                + " on " + flow.target() + " says; records of both would be in the same copies. Check " + flow.source()
                + ".bootstrap.servers, here and in other files that mirror to " + flow.target()
                + "; two clusters need two aliases. If the one took the place of the other, write " + flow + "."
                + AcceptedIds.SOURCE + " = " + sourceId;
    }
}
