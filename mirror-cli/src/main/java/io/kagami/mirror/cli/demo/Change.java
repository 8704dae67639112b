package io.kagami.mirror.cli.demo;

import io.kagami.mirror.cli.demo.data.DemoTopic;
import io.kagami.mirror.topology.Flow;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Something done to a topic that must reach its copy.
 *
 * @param done what is done, in words
 * @param apply does it
 * @param reached whether the copy has it too
 */
record Change(String done, Patience.Condition apply, Patience.Condition reached) {

    /** The topic gets one more partition. */
    static Change onePartitionMore(DemoClusters clusters, DemoTopic topic) {
        Flow flow = clusters.flowFrom(topic.home());
        int partitions = topic.partitions() + 1;
        return new Change(
                "%s: topic %s given a %dth partition".formatted(flow.source(), topic.name(), partitions),
                () -> {
                    clusters.admin(flow.source())
                            .createPartitions(Map.of(topic.name(), NewPartitions.increaseTo(partitions)))
                            .all()
                            .get();
                    return true;
                },
                () -> partitionsOfCopy(clusters, flow, topic) == partitions);
    }

    /** A config of the topic gets another value. */
    static Change config(DemoClusters clusters, DemoTopic topic, String key, String value) {
        Flow flow = clusters.flowFrom(topic.home());
        return new Change(
                "%s: topic %s set to %s = %s".formatted(flow.source(), topic.name(), key, value),
                () -> {
                    clusters.configure(flow.source(), topic.name(), Map.of(key, value));
                    return true;
                },
                () -> value.equals(configOfCopy(clusters, flow, topic, key)));
    }

    private static int partitionsOfCopy(DemoClusters clusters, Flow flow, DemoTopic topic) throws Exception {
        String copy = copyOf(flow, topic);
        var described = clusters.admin(flow.target())
                .describeTopics(List.of(copy))
                .allTopicNames()
                .get();
        return Objects.requireNonNull(described.get(copy)).partitions().size();
    }

    private static String configOfCopy(DemoClusters clusters, Flow flow, DemoTopic topic, String key) throws Exception {
        ConfigResource copy = new ConfigResource(ConfigResource.Type.TOPIC, copyOf(flow, topic));
        var described = clusters.admin(flow.target())
                .describeConfigs(List.of(copy))
                .all()
                .get();
        return Objects.requireNonNull(described.get(copy)).get(key).value();
    }

    private static String copyOf(Flow flow, DemoTopic topic) {
        return flow.source() + "." + topic.name();
    }
}
