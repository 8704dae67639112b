package io.kagami.mirror.source.trouble;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.event.SickNote;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.position.OffsetSyncTopic;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Which partitions of a flow copy nothing now, and why, whichever process copies them: read from the notes its tasks leave in the flow's
 * offset-syncs topic.
 *
 * <p>Connect's status cannot tell: a task is running or failed as a whole, and one that has raised an error never runs again.
 *
 * <p>Threading: stateless; blocks.
 */
public final class SickPartitions {

    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    private SickPartitions() {}

    /**
     * Reads the notes of a flow.
     *
     * @param config the flow's source connector
     * @return by source partition, what it is sick of
     * @throws org.apache.kafka.common.KafkaException if the target cannot be asked, or has no such topic as the flow never ran
     */
    public static SortedMap<TopicPartition, PartitionEvent> read(FlowConfig config) throws InterruptedException {
        SortedMap<TopicPartition, PartitionEvent> sick = new TreeMap<>(ORDER);
        new OffsetSyncLog(OffsetSyncTopic.of(config))
                .replay(record -> SickNote.apply(record.key(), record.value(), sick));
        return sick;
    }
}
