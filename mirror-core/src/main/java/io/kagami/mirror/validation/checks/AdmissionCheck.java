package io.kagami.mirror.validation.checks;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.source.origin.LoopGuard;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.validation.finding.FileKeys;
import io.kagami.mirror.validation.finding.Finding;
import io.kagami.mirror.validation.finding.Where;
import io.kagami.mirror.validation.online.OnlineCheck;
import io.kagami.mirror.validation.online.ReachedClusters;
import java.util.List;
import java.util.Set;

/**
 * Whether the flow would be refused by what it, and other flows, have noted of themselves: its source is another cluster than before, or records would
 * go round.
 *
 * @param config the file
 * @param keys of the file
 * @param flow that is asked about
 */
record AdmissionCheck(MirrorConfig config, FileKeys keys, Flow flow) implements OnlineCheck {

    @Override
    public String subject() {
        return "whether the flow may copy";
    }

    @Override
    public Where where() {
        return Where.of(flow);
    }

    @Override
    public Set<ClusterAlias> asks() {
        return Set.of(flow.source(), flow.target());
    }

    @Override
    public List<Finding> run(ReachedClusters clusters) throws InterruptedException {
        FlowConfig settings = config.flowConfig(flow);
        String sourceId = clusters.get(flow.source()).id();
        boolean isToldAlready = sourceId.equals(clusters.get(flow.target()).id())
                && !sourceId.equals(settings.acceptedIds().shared());
        if (isToldAlready) {
            return List.of();
        }
        return new LoopGuard(settings)
                .refusal().stream()
                        .map(refusal -> Finding.error(
                                keys.at(flow.source() + ".bootstrap.servers").about(flow),
                                refusal,
                                "do what it says, before a start: the flow would copy nothing"))
                        .toList();
    }
}
