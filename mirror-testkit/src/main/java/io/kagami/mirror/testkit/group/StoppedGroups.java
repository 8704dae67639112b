package io.kagami.mirror.testkit.group;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Groups that processed a share of each partition of some topics and stopped there.
 *
 * @param committed by group and partition
 */
public record StoppedGroups(Map<String, Map<TopicPartition, Long>> committed) {

    /** From nothing to everything, with the places in between that are hard to hit. */
    public static final List<Double> PERCENTS = List.of(0.0, 10.0, 37.0, 50.0, 90.0, 99.9, 100.0);

    public StoppedGroups {
        committed = Map.copyOf(committed);
    }

    /** Makes a group for each of {@link #PERCENTS}, called after it. */
    public static StoppedGroups make(Admin admin, Map<String, String> clientProperties, Set<String> topics) {
        Map<String, Map<TopicPartition, Long>> groups = new TreeMap<>();
        for (String topic : topics) {
            RecordIds.ofTopic(clientProperties, topic).forEach((partition, records) -> {
                for (double percent : PERCENTS) {
                    int processed = (int) Math.floor(records.count() * percent / 100);
                    groups.computeIfAbsent("stopped-at-" + percent, group -> new HashMap<>())
                            .put(partition, records.positionAfter(processed));
                }
            });
        }
        groups.forEach((group, offsets) -> commit(admin, group, offsets));
        return new StoppedGroups(groups);
    }

    private static void commit(Admin admin, String group, Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
        offsets.forEach((partition, offset) -> commits.put(partition, new OffsetAndMetadata(offset)));
        try {
            admin.alterConsumerGroupOffsets(group, commits).all().get();
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } catch (ExecutionException failed) {
            throw new KafkaException("group " + group + " was not made", failed);
        }
    }
}
