package io.kagami.mirror.validation.checks;

import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.keys.CheckpointDefinition;
import io.kagami.mirror.config.keys.ClassDefinition;
import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.validation.finding.FileKeys;
import io.kagami.mirror.validation.finding.Finding;
import io.kagami.mirror.validation.finding.Where;
import io.kagami.mirror.validation.online.OnlineCheck;
import io.kagami.mirror.validation.online.ReachedCluster;
import io.kagami.mirror.validation.online.ReachedClusters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;

/**
 * Whether each pattern in {@code groups} matches something. That there are no groups at all is nothing to speak of.
 *
 * @param config the file
 * @param keys of it
 * @param flow whose groups
 */
record GroupPatternCheck(MirrorConfig config, FileKeys keys, Flow flow) implements OnlineCheck {

    private static final String ALL = ".*";

    @Override
    public String subject() {
        return "which groups follow";
    }

    @Override
    public Where where() {
        return Where.of(flow);
    }

    @Override
    public Set<ClusterAlias> asks() {
        return Set.of(flow.source());
    }

    @Override
    public List<Finding> run(ReachedClusters clusters)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, String> connector = config.resolvedConnectorProperties(flow, ConnectorKind.CHECKPOINT);
        if (config.flowConfig(flow)
                .usersClasses()
                .filter(ClassDefinition.GROUP_FILTER)
                .isPresent()) {
            return List.of();
        }
        ReachedCluster source = clusters.get(flow.source());
        List<String> groups = source
                .await(source.admin().listGroups(new ListGroupsOptions()).all())
                .stream()
                .map(GroupListing::groupId)
                .toList();
        Where key = keys.at(config.written(flow, CheckpointDefinition.GROUPS)).about(flow);
        return Patterns.of(connector, CheckpointDefinition.GROUPS).matchingNoneOf(groups).stream()
                .filter(pattern -> !pattern.equals(ALL))
                .map(pattern -> Finding.warning(
                        key,
                        "'" + pattern + "' matches no group of " + flow.source() + " that this user may see",
                        "correct it, or allow Describe on the group"))
                .toList();
    }
}
