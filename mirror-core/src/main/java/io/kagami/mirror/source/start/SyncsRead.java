package io.kagami.mirror.source.start;

import io.kagami.mirror.offset.OffsetSyncCodec;
import io.kagami.mirror.offset.start.FirstSightCodec;
import io.kagami.mirror.offset.start.FirstSights;
import java.nio.BufferUnderflowException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What a flow's offset-syncs topic says of beginnings: which topics have been copied from, and where topics ended at first sight.
 *
 * <p>Threading: one thread.
 */
final class SyncsRead implements Consumer<ConsumerRecord<byte[], byte[]>> {

    private final FirstSights sights = new FirstSights();
    private final Set<TopicPartition> begun = new HashSet<>();

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (!FirstSightCodec.isOurs(record.key())) {
                note(OffsetSyncCodec.partition(record.key()), isPosition(record));
            } else if (record.value() != null) {
                sights.replay(record.key(), record.value());
            }
        } catch (IllegalArgumentException | BufferUnderflowException foreign) {
            return; // nothing this class is to judge
        }
    }

    /** Not so where a position was taken back. */
    private static boolean isPosition(ConsumerRecord<byte[], byte[]> record) {
        return record.value() != null
                && OffsetSyncCodec.decode(record.key(), record.value()).upstreamOffset() >= 0;
    }

    private void note(TopicPartition partition, boolean isBegun) {
        if (isBegun) {
            begun.add(partition);
        } else {
            begun.remove(partition);
        }
    }

    FirstSights sights() {
        return sights;
    }

    /** The topics with a partition that has been copied from. */
    Set<String> begun() {
        return begun.stream().map(TopicPartition::topic).collect(Collectors.toSet());
    }
}
