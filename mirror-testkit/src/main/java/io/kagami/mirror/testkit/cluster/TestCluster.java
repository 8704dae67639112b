package io.kagami.mirror.testkit.cluster;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** A real cluster of this machine, whether its brokers run in this process or each in one of its own. */
public interface TestCluster extends AutoCloseable {

    /** Broker ids, counted from 0. */
    List<Integer> brokerIds();

    /** What a user writes to connect. */
    Map<String, String> clientProperties();

    /** Where clients connect. */
    default String bootstrapServers() {
        return clientProperties().getOrDefault("bootstrap.servers", "");
    }

    /** A way in for the test itself: no credentials, around any proxy. */
    Map<String, String> directProperties();

    /** An admin client that goes the direct way; the cluster closes it. */
    Admin admin();

    /** Creates a topic and returns when the leaders of all its partitions serve. */
    void createTopic(String topic, int partitions, int replicationFactor, Map<String, String> configs);

    /** The same for a topic with one replica and no configuration of its own. */
    default void createTopic(String topic, int partitions) {
        createTopic(topic, partitions, 1, Map.of());
    }

    /**
     * Gives a topic more partitions and returns when the leaders of all serve.
     *
     * @param partitions how many it then has
     */
    default void growTopic(String topic, int partitions) {
        new TopicCreation(admin()).grow(topic, partitions);
    }

    /** Stops a broker in good order and returns when it is gone. */
    void stopBroker(int id);

    /** Starts a stopped broker again, with its data and at the same ports, and returns when it serves. */
    void startBroker(int id);

    /**
     * How many records were ever written to a topic, markers of transactions counted: the sum of its log ends.
     *
     * @return 0 where there is no such topic
     */
    default long logEnd(String topic) {
        return Answers.logEnds(admin(), topic).values().stream()
                .mapToLong(end -> end)
                .sum();
    }

    /** The same of one partition. */
    default long logEnd(TopicPartition partition) {
        return Answers.logEnds(admin(), partition.topic()).getOrDefault(partition, 0L);
    }

    /** How many partitions an existing topic has. */
    default int partitionCount(String topic) {
        return Answers.partitions(admin(), topic).size();
    }

    /** Makes another broker the leader of each partition, and returns when it is. */
    void moveLeaders(String topic);

    /** Stops everything and removes all data; never throws a checked exception. */
    @Override
    void close();
}
