package io.kagami.mirror.validation.checks;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.keys.ClassDefinition;
import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.config.keys.FlowDefinition;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.validation.finding.FileKeys;
import io.kagami.mirror.validation.finding.Finding;
import io.kagami.mirror.validation.finding.Where;
import io.kagami.mirror.validation.online.OnlineCheck;
import io.kagami.mirror.validation.online.ReachedClusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Whether each pattern in {@code topics} matches something, and whether anything is mirrored in the end.
 *
 * @param config the file
 * @param keys of it
 * @param flow whose topics
 */
record TopicPatternCheck(MirrorConfig config, FileKeys keys, Flow flow) implements OnlineCheck {

    @Override
    public String subject() {
        return "which topics are mirrored";
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
        Set<String> topics = clusters.get(flow.source()).topics();
        FlowConfig settings = config.flowConfig(flow);
        Where topicsKey = keys.at(config.written(flow, FlowDefinition.TOPICS)).about(flow);
        List<Finding> findings = new ArrayList<>();
        Map<String, String> connector = config.resolvedConnectorProperties(flow, ConnectorKind.SOURCE);
        List<String> idle = settings.usersClasses()
                .filter(ClassDefinition.TOPIC_FILTER)
                .map(users -> List.<String>of())
                .orElseGet(() -> Patterns.of(connector, FlowDefinition.TOPICS).matchingNoneOf(topics));
        for (String pattern : idle) {
            findings.add(Finding.warning(
                    topicsKey,
                    "'" + pattern + "' matches no topic of " + flow.source() + " that this user may see",
                    "correct it, create the topic, or allow Describe on it"));
        }
        if (idle.isEmpty() && topics.stream().noneMatch(settings.topicSelection()::selects)) {
            findings.add(Finding.warning(
                    topicsKey,
                    "no topic of " + flow.source() + " is mirrored: what is there is excluded, internal, or came from "
                            + flow.target(),
                    "compare topics and topics.exclude with the topics of " + flow.source()));
        }
        return findings;
    }
}
