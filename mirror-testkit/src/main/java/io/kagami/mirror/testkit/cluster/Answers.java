package io.kagami.mirror.testkit.cluster;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Waits for what a cluster answers to an admin request. */
final class Answers {

    private static final long PATIENCE_SECONDS = 30;

    private Answers() {}

    /** The partitions of a topic, in order. */
    static List<TopicPartitionInfo> partitions(Admin admin, String topic) {
        return get(admin.describeTopics(List.of(topic)).allTopicNames())
                .values()
                .iterator()
                .next()
                .partitions();
    }

    /** The log ends of a topic's partitions; none where there is no such topic. */
    static Map<TopicPartition, Long> logEnds(Admin admin, String topic) {
        try {
            Map<TopicPartition, OffsetSpec> wanted = partitions(admin, topic).stream()
                    .collect(Collectors.toMap(
                            partition -> new TopicPartition(topic, partition.partition()),
                            partition -> OffsetSpec.latest()));
            return get(admin.listOffsets(wanted).all()).entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, end -> end.getValue().offset()));
        } catch (UnknownTopicOrPartitionException missing) {
            return Map.of();
        }
    }

    /** The answer; a failed request throws its own cause. */
    static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } catch (TimeoutException late) {
            // Of the kind that is worth another try.
            throw new org.apache.kafka.common.errors.TimeoutException(
                    "no answer within " + PATIENCE_SECONDS + " s", late);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new KafkaException(failed.getCause());
        }
    }
}
