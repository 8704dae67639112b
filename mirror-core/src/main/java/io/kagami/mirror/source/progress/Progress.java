package io.kagami.mirror.source.progress;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.map.StoredRuns;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a partition is copied, to be stored.
 *
 * @param runs of the offset map, which are to be stored before the sync
 */
public record Progress(OffsetSync sync, List<StoredRuns> runs) {

    public Progress {
        runs = List.copyOf(runs);
    }

    public TopicPartition source() {
        return new TopicPartition(sync.topic(), sync.partition());
    }

    /** The same with what an earlier one has to store besides. */
    public Progress after(Progress earlier) {
        if (earlier.runs.isEmpty()) {
            return this;
        }
        List<StoredRuns> all = new ArrayList<>(earlier.runs);
        all.removeIf(old -> runs.stream().anyMatch(old::replaces));
        all.addAll(runs);
        return new Progress(sync, all);
    }
}
