package io.kagami.mirror.cli.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.cli.replicator.ReplicatorFile;
import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** A topic that is mirrored by one program after another, and a group that consumes it. */
final class Orders {

    static final Duration PATIENCE = Duration.ofMinutes(2);
    static final String TOPIC = "orders";
    static final int PARTITIONS = 2;

    private static final String GROUP = "billing";

    private Orders() {}

    /** The one file of all programs; MirrorMaker 2 shall not search all jars in each start of a worker, nor start one for the way back. */
    static ReplicatorFile file(EmbeddedCluster a, EmbeddedCluster b) {
        return ReplicatorFile.between(a.clientProperties(), b.clientProperties())
                .with(Map.of(
                        "A->B.topics", TOPIC,
                        "B->A.enabled", "false",
                        "B->A.emit.heartbeats.enabled", "false",
                        "checkpoints.topic.replication.factor", "1",
                        "heartbeats.topic.replication.factor", "1",
                        "sync.group.offsets.enabled", "true",
                        "sync.group.offsets.interval.seconds", "1",
                        "emit.checkpoints.interval.seconds", "1",
                        "refresh.groups.interval.seconds", "1"))
                .with(Map.of(
                        "plugin.discovery", "service_load",
                        "A.plugin.discovery", "service_load",
                        "B.plugin.discovery", "service_load"));
    }

    /** The group commits this in each partition at the source. */
    static void commit(EmbeddedCluster a, long offset) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> offsets = IntStream.range(0, PARTITIONS)
                .boxed()
                .collect(Collectors.toMap(
                        number -> new TopicPartition(TOPIC, number), number -> new OffsetAndMetadata(offset)));
        a.admin().alterConsumerGroupOffsets(GROUP, offsets).all().get();
    }

    /** What the group has at the target. */
    static Map<TopicPartition, Long> positions(EmbeddedCluster b) throws InterruptedException, ExecutionException {
        return b.admin().listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    static void assertNoneWentBack(Map<TopicPartition, Long> before, Map<TopicPartition, Long> now) {
        before.forEach((partition, offset) -> assertThat(now.getOrDefault(partition, 0L))
                .as(partition.toString())
                .isGreaterThanOrEqualTo(offset));
    }

    /** Waits until both partitions of the copy hold so many records together. */
    static void awaitCopied(EmbeddedCluster b, long records) {
        Awaitility.await("all is copied")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> b.logEnd("A." + TOPIC), end -> end >= records);
    }
}
