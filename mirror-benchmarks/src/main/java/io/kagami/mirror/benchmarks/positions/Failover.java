package io.kagami.mirror.benchmarks.positions;

import io.kagami.mirror.benchmarks.cluster.BenchmarkCluster;
import io.kagami.mirror.benchmarks.cluster.ClusterPair;
import io.kagami.mirror.benchmarks.contender.RunningMirror;
import io.kagami.mirror.testkit.group.PositionAudit;
import io.kagami.mirror.testkit.group.PositionCheck;
import io.kagami.mirror.testkit.group.StoppedGroups;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Groups and topics at the source, and what became of them at a target.
 *
 * @param source holds them
 * @param target of one mirror
 * @param topics the groups consume
 * @param groups that stopped there
 */
record Failover(BenchmarkCluster source, BenchmarkCluster target, Set<String> topics, StoppedGroups groups) {

    private static final long LOOK_MILLIS = 1_000;

    /** Waits until the groups' offsets at the target have stayed the same for a while. */
    void awaitRest(RunningMirror mirror, Duration rest, Duration patience)
            throws InterruptedException, ExecutionException {
        long beganNanos = System.nanoTime();
        long changedNanos = beganNanos;
        Map<String, Map<TopicPartition, Long>> last = Map.of();
        while (System.nanoTime() - changedNanos < rest.toNanos()
                && System.nanoTime() - beganNanos < patience.toNanos()) {
            mirror.requireAlive();
            Map<String, Map<TopicPartition, Long>> now = offsets();
            if (!now.equals(last) || now.isEmpty()) {
                last = now;
                changedNanos = System.nanoTime();
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** What each group would read again or miss in each partition. */
    List<PositionCheck> checks() throws InterruptedException, ExecutionException {
        PositionAudit audit =
                new PositionAudit(client(source), client(target), topics, topic -> ClusterPair.copyOf(topic));
        Map<String, Map<TopicPartition, Long>> there = offsets();
        List<PositionCheck> checks = new ArrayList<>();
        groups.committed()
                .forEach((group, partitions) -> partitions.forEach((partition, committed) -> {
                    Long offset = there.getOrDefault(group, Map.of()).get(audit.copyOf(partition));
                    checks.add(audit.check(
                            group,
                            partition,
                            committed,
                            offset == null ? OptionalLong.empty() : OptionalLong.of(offset)));
                }));
        return checks;
    }

    private Map<String, Map<TopicPartition, Long>> offsets() throws InterruptedException, ExecutionException {
        Map<String, ListConsumerGroupOffsetsSpec> asked = new HashMap<>();
        groups.committed().keySet().forEach(group -> asked.put(group, new ListConsumerGroupOffsetsSpec()));
        Map<String, Map<TopicPartition, Long>> offsets = new HashMap<>();
        try (Admin admin = Admin.create(new HashMap<String, Object>(client(target)))) {
            Map<String, Map<TopicPartition, OffsetAndMetadata>> answer =
                    admin.listConsumerGroupOffsets(asked).all().get();
            answer.forEach((group, committed) -> committed.forEach((partition, offset) -> {
                if (offset != null) {
                    offsets.computeIfAbsent(group, absent -> new HashMap<>()).put(partition, offset.offset());
                }
            }));
        }
        return offsets;
    }

    static Map<String, String> client(BenchmarkCluster cluster) {
        return Map.of("bootstrap.servers", cluster.bootstrapServers());
    }
}
