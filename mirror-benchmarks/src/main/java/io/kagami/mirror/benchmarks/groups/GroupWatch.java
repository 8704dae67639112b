package io.kagami.mirror.benchmarks.groups;

import io.kagami.mirror.benchmarks.cluster.BenchmarkCluster;
import io.kagami.mirror.benchmarks.contender.RunningMirror;
import io.kagami.mirror.benchmarks.measure.ProcessUsage;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.connect.mirror.Checkpoint;

/**
 * Waits until all checkpoints are written and all groups have their offsets. A look at groups takes in a few hundred of those that are
 * still missing, and then pauses, so that watching costs the broker little.
 *
 * <p>Threading: one thread.
 */
final class GroupWatch implements AutoCloseable {

    private static final String PREFIX = "A.";
    private static final TopicPartition CHECKPOINTS = new TopicPartition("A.checkpoints.internal", 0);
    private static final int GROUPS_A_LOOK = 500;
    private static final long PAUSE_MILLIS = 100;

    private final ManyGroups many;
    private final RunningMirror mirror;
    private final BenchmarkCluster target;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> reader;
    private final Map<String, Map<TopicPartition, Long>> wanted = new HashMap<>();
    private final Set<List<Object>> exact = new HashSet<>();
    private final List<String> missing;
    private double copied;
    private double firstCheckpoint;
    private double lastCheckpoint;
    private double firstCommit;
    private double lastCommit;

    GroupWatch(ManyGroups many, RunningMirror mirror, BenchmarkCluster target) {
        this.many = many;
        this.mirror = mirror;
        this.target = target;
        Map<String, Object> client = Map.of("bootstrap.servers", target.bootstrapServers());
        this.admin = Admin.create(client);
        this.reader = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        target.bootstrapServers(),
                        "auto.offset.reset",
                        "earliest",
                        "max.poll.records",
                        many.positions(), // what is there is seen in one look, however much it is
                        "allow.auto.create.topics",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<String> names = many.names();
        this.missing = new ArrayList<>(names);
        for (int group = 0; group < names.size(); group++) {
            wanted.put(names.get(group), many.positions(group, PREFIX));
        }
    }

    GroupTimes await(Duration patience) throws InterruptedException, ExecutionException {
        while (seconds() < patience.toSeconds() && (exact.size() < many.positions() || !missing.isEmpty())) {
            mirror.requireAlive();
            lookAtCopies();
            lookAtCheckpoints();
            lookAtGroups();
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return new GroupTimes(
                copied,
                firstCheckpoint,
                lastCheckpoint,
                firstCommit,
                lastCommit,
                exact.size(),
                many.groups() - missing.size(),
                ProcessUsage.of(mirror.pid()).cpuSeconds(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private void lookAtCopies() {
        if (copied > 0) {
            return;
        }
        Set<TopicPartition> copies = new HashSet<>();
        for (int group = 0; group < many.topics(); group++) {
            copies.addAll(many.positions(group, PREFIX).keySet());
        }
        Set<String> topics = target.topics();
        if (copies.stream().allMatch(partition -> topics.contains(partition.topic()))
                && target.endOffsetsSoFar(copies).values().stream()
                                .filter(end -> end >= many.recordsEach())
                                .count()
                        == copies.size()) {
            copied = seconds();
        }
    }

    private void lookAtCheckpoints() {
        if (reader.assignment().isEmpty()) {
            if (!target.topics().contains(CHECKPOINTS.topic())) {
                return;
            }
            reader.assign(List.of(CHECKPOINTS));
        }
        reader.poll(Duration.ofMillis(50)).forEach(record -> {
            firstCheckpoint = firstCheckpoint == 0 ? seconds() : firstCheckpoint;
            Checkpoint checkpoint = Checkpoint.deserializeRecord(record);
            Long offset =
                    wanted.getOrDefault(checkpoint.consumerGroupId(), Map.of()).get(checkpoint.topicPartition());
            if (Objects.equals(offset, checkpoint.downstreamOffset())
                    && exact.add(List.of(checkpoint.consumerGroupId(), checkpoint.topicPartition()))) {
                lastCheckpoint = seconds();
            }
        });
    }

    private void lookAtGroups() throws InterruptedException, ExecutionException {
        Map<String, ListConsumerGroupOffsetsSpec> asked = new HashMap<>();
        missing.stream().limit(GROUPS_A_LOOK).forEach(group -> asked.put(group, new ListConsumerGroupOffsetsSpec()));
        if (asked.isEmpty()) {
            return;
        }
        Map<String, Map<TopicPartition, OffsetAndMetadata>> answer =
                admin.listConsumerGroupOffsets(asked).all().get();
        Set<String> done = new HashSet<>();
        answer.forEach((group, offsets) -> {
            if (isThere(offsets, wanted.getOrDefault(group, Map.of()))) {
                done.add(group);
            }
        });
        if (!done.isEmpty()) {
            lastCommit = seconds();
            firstCommit = firstCommit == 0 ? lastCommit : firstCommit;
            missing.removeAll(done);
        }
    }

    private static boolean isThere(Map<TopicPartition, OffsetAndMetadata> offsets, Map<TopicPartition, Long> wanted) {
        return wanted.entrySet().stream().allMatch(entry -> {
            OffsetAndMetadata there = offsets.get(entry.getKey());
            return there != null && there.offset() == entry.getValue();
        });
    }

    private double seconds() {
        return (System.nanoTime() - mirror.startNanos()) / 1e9;
    }

    @Override
    public void close() {
        reader.close();
        admin.close();
    }
}
