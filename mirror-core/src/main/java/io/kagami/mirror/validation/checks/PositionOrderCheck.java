package io.kagami.mirror.validation.checks;

import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.connector.CheckpointConfig;
import io.kagami.mirror.config.keys.CheckpointDefinition;
import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.config.keys.FlowDefinition;
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
 * Whether positions of groups are carried between clusters that hold the same records in different orders, as a primary that returns and its standby.
 *
 * @param config the file
 * @param keys of the file
 * @param flow that is asked about
 */
record PositionOrderCheck(MirrorConfig config, FileKeys keys, Flow flow) implements OnlineCheck {

    @Override
    public String subject() {
        return "whether both sides have records in the same order";
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
        CheckpointConfig settings =
                CheckpointConfig.from(config.resolvedConnectorProperties(flow, ConnectorKind.CHECKPOINT));
        if (settings.syncGroupOffsetsInterval().isEmpty()) {
            return List.of();
        }
        String key = config.written(flow, FlowDefinition.enabled(CheckpointDefinition.SYNC_OFFSETS));
        return new LoopGuard(settings.flowConfig())
                .objectionToPositions().stream()
                        .map(objection -> Finding.warning(
                                keys.at(key).about(flow),
                                objection,
                                "set it to false until all groups have read what came over"))
                        .toList();
    }
}
