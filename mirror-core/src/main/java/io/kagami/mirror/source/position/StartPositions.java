package io.kagami.mirror.source.position;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.map.OffsetMap;
import io.kagami.mirror.offset.map.RunRecorder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * What is known of partitions before they are copied: the pair last seen by this task, else the sync last stored.
 *
 * <p>Threading: the copier's thread.
 */
public final class StartPositions {

    private final Map<TopicPartition, Basis> known = new HashMap<>();

    private final Map<TopicPartition, OffsetMap> maps = new HashMap<>();
    private final Map<TopicPartition, RunRecorder> recorders = new HashMap<>();
    private final long mapRuns;

    /** @param mapRuns how many runs a partition's offset map has at most, about */
    public StartPositions(OffsetSyncLog.Contents stored, long mapRuns) {
        this.mapRuns = mapRuns;
        learn(stored);
    }

    Optional<Basis> basis(TopicPartition source) {
        return Optional.ofNullable(known.get(source));
    }

    /** Adds what was stored meanwhile, of partitions of which nothing was known. */
    void learn(OffsetSyncLog.Contents stored) {
        stored.last().forEach((partition, sync) -> known.putIfAbsent(partition, Basis.of(sync)));
        maps.putAll(stored.maps());
    }

    /** Notes what is copied of the partition; one for as long as the task lives. */
    public RunRecorder recorder(TopicPartition source, Uuid topicId) {
        RunRecorder recorder = recorders.computeIfAbsent(source, absent -> {
            OffsetMap stored = maps.remove(source);
            return stored == null
                    ? new RunRecorder(source, topicId, mapRuns)
                    : RunRecorder.resume(source, stored, mapRuns);
        });
        recorder.startOver(topicId);
        return recorder;
    }

    /** This pair is true now. */
    public void remember(OffsetSync sync) {
        known.put(new TopicPartition(sync.topic(), sync.partition()), Basis.of(sync));
    }
}
