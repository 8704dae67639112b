package io.kagami.mirror.testkit.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** Moves the leaders of a topic to other brokers, as an operator's rebalancing would. */
final class LeaderMoves {

    private final Admin admin;
    private final List<Integer> brokers;

    LeaderMoves(Admin admin, List<Integer> brokers) {
        this.admin = admin;
        this.brokers = brokers;
    }

    /** Gives each partition the next of its replicas, or the next broker where it has only one, as its leader. */
    void moveAll(String topic) {
        Map<TopicPartition, Optional<NewPartitionReassignment>> moves = new HashMap<>();
        Map<TopicPartition, Integer> leaders = new HashMap<>();
        for (TopicPartitionInfo partition : describe(topic)) {
            TopicPartition name = new TopicPartition(topic, partition.partition());
            List<Integer> replicas = replicasLedByAnother(partition);
            moves.put(name, Optional.of(new NewPartitionReassignment(replicas)));
            leaders.put(name, replicas.get(0));
        }
        Answers.get(admin.alterPartitionReassignments(moves).all());
        Eventually.holds(
                "new replicas of " + topic,
                () -> Answers.get(
                                admin.listPartitionReassignments(moves.keySet()).reassignments())
                        .isEmpty());
        // A replica that is still catching up cannot be elected yet, so ask until it is.
        Eventually.holds("new leaders of " + topic, () -> {
            Answers.get(admin.electLeaders(ElectionType.PREFERRED, Set.copyOf(moves.keySet()))
                    .partitions());
            return describe(topic).stream().allMatch(partition -> isLed(topic, partition, leaders));
        });
    }

    private List<Integer> replicasLedByAnother(TopicPartitionInfo partition) {
        List<Integer> replicas =
                new ArrayList<>(partition.replicas().stream().map(Node::id).toList());
        Node leader = partition.leader();
        int current = leader == null ? replicas.get(0) : leader.id();
        if (replicas.size() == 1) {
            return List.of(brokers.get((brokers.indexOf(current) + 1) % brokers.size()));
        }
        replicas.remove((Integer) current);
        replicas.add(current);
        // Replicas in sync first; the sort keeps the order otherwise.
        Set<Integer> inSync = partition.isr().stream().map(Node::id).collect(Collectors.toSet());
        replicas.sort(Comparator.comparing(id -> id == current || !inSync.contains(id)));
        return replicas;
    }

    private static boolean isLed(String topic, TopicPartitionInfo partition, Map<TopicPartition, Integer> leaders) {
        Node leader = partition.leader();
        return leader != null
                && Integer.valueOf(leader.id()).equals(leaders.get(new TopicPartition(topic, partition.partition())));
    }

    private List<TopicPartitionInfo> describe(String topic) {
        return Answers.partitions(admin, topic);
    }
}
