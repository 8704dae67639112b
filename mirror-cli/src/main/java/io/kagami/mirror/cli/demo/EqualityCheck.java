package io.kagami.mirror.cli.demo;

import io.kagami.mirror.cli.demo.data.DemoTopic;
import io.kagami.mirror.cli.demo.view.TopicVerdict;
import io.kagami.mirror.testkit.guarantee.PartitionComparison;
import io.kagami.mirror.testkit.guarantee.TopicComparison;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.util.HashMap;
import java.util.Map;

/** Compares topics with their copies, record by record. */
final class EqualityCheck {

    private final DemoClusters clusters;

    EqualityCheck(DemoClusters clusters) {
        this.clusters = clusters;
    }

    TopicVerdict compare(DemoTopic topic) {
        Flow flow = clusters.flowFrom(topic.home());
        TopicComparison comparison = TopicComparison.of(
                reading(flow.source()), topic.name(), reading(flow.target()), flow.source() + "." + topic.name());
        return new TopicVerdict(
                flow,
                topic.name(),
                topic.shows(),
                comparison.partitions().size(),
                comparison.sourceRecords(),
                comparison.targetRecords(),
                comparison.differences().stream()
                        .map(PartitionComparison::toString)
                        .toList());
    }

    /** Without the wait of a fetch at a partition's end, which holds up the next partition. */
    private Map<String, String> reading(ClusterAlias cluster) {
        Map<String, String> properties = new HashMap<>(clusters.clientProperties(cluster));
        properties.put("fetch.max.wait.ms", "10");
        return properties;
    }
}
