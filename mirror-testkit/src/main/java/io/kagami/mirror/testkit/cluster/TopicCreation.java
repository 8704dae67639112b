package io.kagami.mirror.testkit.cluster;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** Creates topics that can be written to at once. */
record TopicCreation(Admin admin) {

    /** Returns when the leaders of all partitions serve. */
    void create(String topic, int partitions, int replicationFactor, Map<String, String> configs) {
        NewTopic wanted = new NewTopic(topic, partitions, (short) replicationFactor).configs(configs);
        Answers.get(admin.createTopics(List.of(wanted)).all());
        awaitLeaders(topic, partitions);
    }

    /** Gives a topic more partitions; returns when the leaders of all its partitions serve. */
    void grow(String topic, int partitions) {
        Answers.get(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                .all());
        awaitLeaders(topic, partitions);
    }

    private void awaitLeaders(String topic, int partitions) {
        Eventually.holds("leaders of all partitions of " + topic, () -> {
            List<TopicPartitionInfo> known = Answers.partitions(admin, topic);
            return known.size() == partitions && known.stream().allMatch(partition -> partition.leader() != null);
        });
        // A leader that has only just heard of it may turn a producer's first batch away and take its second.
        Answers.get(admin.listOffsets(IntStream.range(0, partitions)
                        .boxed()
                        .collect(Collectors.toMap(
                                partition -> new TopicPartition(topic, partition), partition -> OffsetSpec.latest())))
                .all());
    }
}
