package io.kagami.mirror.metrics.export;

import io.kagami.mirror.metrics.PartitionMeter;
import io.kagami.mirror.metrics.PartitionSums;
import java.util.Collection;
import java.util.List;

/**
 * The partitions of one topic, as they were when metrics were last asked for.
 *
 * <p>Threading: thread-safe.
 */
final class TopicMeter implements PartitionSums {

    private volatile List<PartitionMeter> all = List.of();
    private volatile List<PartitionMeter> present = List.of();

    void update(List<PartitionMeter> allNow, List<PartitionMeter> presentNow) {
        all = List.copyOf(allNow);
        present = List.copyOf(presentNow);
    }

    @Override
    public Collection<PartitionMeter> all() {
        return all;
    }

    @Override
    public Collection<PartitionMeter> present() {
        return present;
    }
}
