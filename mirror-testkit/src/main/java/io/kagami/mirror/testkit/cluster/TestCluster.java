package io.kagami.mirror.testkit.cluster;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** A real cluster of this machine, whether its brokers run in this process or each in one of its own. */
public interface TestCluster extends AutoCloseable {

    /** Broker ids, counted from 0. */
    List<Integer> brokerIds();

    /** What a user writes to connect. */
    Map<String, String> clientProperties();

    /** A way in for the test itself: no credentials, around any proxy. */
    Map<String, String> directProperties();

    /** An admin client that goes the direct way; the cluster closes it. */
    Admin admin();

    /** Creates a topic and returns when the leaders of all its partitions serve. */
    void createTopic(String topic, int partitions, int replicationFactor, Map<String, String> configs);

    /** Makes another broker the leader of each partition, and returns when it is. */
    void moveLeaders(String topic);

    /** Stops everything and removes all data; never throws a checked exception. */
    @Override
    void close();
}
