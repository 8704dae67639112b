package io.kagami.mirror.cli.demo;

import io.kagami.mirror.cli.demo.data.DemoTopic;
import io.kagami.mirror.cli.demo.view.TopicVerdict;
import io.kagami.mirror.testkit.guarantee.PartitionComparison;
import io.kagami.mirror.testkit.guarantee.TopicComparison;
import io.kagami.mirror.topology.Flow;
import java.util.List;

/** Compares topics with their copies, record by record. */
final class EqualityCheck {

    private final DemoClusters clusters;

    EqualityCheck(DemoClusters clusters) {
        this.clusters = clusters;
    }

    List<TopicVerdict> compare(List<DemoTopic> topics) {
        return topics.stream().map(this::compare).toList();
    }

    private TopicVerdict compare(DemoTopic topic) {
        Flow flow = clusters.flowFrom(topic.home());
        TopicComparison comparison = TopicComparison.of(
                clusters.clientProperties(flow.source()),
                topic.name(),
                clusters.clientProperties(flow.target()),
                flow.source() + "." + topic.name());
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
}
