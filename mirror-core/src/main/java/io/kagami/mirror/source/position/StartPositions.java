package io.kagami.mirror.source.position;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.map.OffsetMap;
import io.kagami.mirror.offset.map.RunRecorder;
import io.kagami.mirror.source.position.rules.Basis;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * What is known of partitions before they are copied: the pair last seen by this copier, else the sync last stored.
 *
 * <p>Threading: the copier's thread.
 */
public final class StartPositions {

    private final Map<TopicPartition, Basis> known = new HashMap<>();

    private final Set<TopicPartition> takenBack = new HashSet<>();
    private final Set<TopicPartition> shared = new HashSet<>();
    private final Set<TopicPartition> doubted = new HashSet<>();
    private final Set<TopicPartition> maybeReplaced = new HashSet<>();
    private final Map<TopicPartition, OffsetMap> maps = new HashMap<>();
    private final Map<TopicPartition, RunRecorder> recorders = new HashMap<>();
    private final long mapRuns;

    /** @param mapRuns how many runs a partition's offset map has at most, about */
    public StartPositions(OffsetSyncLog.Contents stored, long mapRuns) {
        this.mapRuns = mapRuns;
        learn(stored);
    }

    Optional<Basis> basis(TopicPartition source) {
        return Optional.ofNullable(known.get(source))
                .map(basis -> shared.contains(source) ? basis.sharedWithOthers() : basis);
    }

    /** Whether the position was taken back by hand: nobody's account of what was copied before counts then, MirrorMaker 2's neither. */
    boolean isTakenBack(TopicPartition source) {
        return takenBack.contains(source) && !known.containsKey(source);
    }

    /**
     * Where it tells that others wrote to a copy, its log end is not believed any more to tell how much of it is ours; where it tells of a loss, that
     * the copy has what it had.
     */
    public void note(PartitionEvent event) {
        if (event.kind() == EventKind.TARGET_LOST_RECORDS) {
            doubt(event.source());
        }
        if (event.kind() == EventKind.FOREIGN_WRITE || event.kind() == EventKind.LATE_WRITE) {
            distrustLogEnd(event.source());
        }
    }

    /** The target may have lost what was copied before the pair that is known, whatever its accounts say by now. */
    public void doubt(TopicPartition source) {
        doubted.add(source);
    }

    /** Copying goes on from a place that was found since. */
    public void goesOn(TopicPartition source) {
        doubted.remove(source);
        maybeReplaced.remove(source);
    }

    /** The source may have other records where those were that were copied: it may have been rolled back. */
    public void doubtSource() {
        maybeReplaced.addAll(known.keySet());
    }

    /** Whether source and copy may not have the same in common any more; so it is until copying goes on. */
    boolean isInDoubt(TopicPartition source) {
        return doubted.contains(source) || maybeReplaced.contains(source);
    }

    /** Whether so because of the source alone. */
    boolean isOnlySourceDoubted(TopicPartition source) {
        return maybeReplaced.contains(source) && !doubted.contains(source);
    }

    /** Others write to the copy: its log end alone is not believed any more. */
    public void distrustLogEnd(TopicPartition source) {
        shared.add(source);
    }

    /** Whether others were seen to write to the copy, by this process or by the one that left the partition sick. */
    public boolean isShared(TopicPartition source) {
        return shared.contains(source);
    }

    /** Adds what was stored meanwhile, of partitions of which nothing was known. */
    void learn(OffsetSyncLog.Contents stored) {
        stored.last().forEach((partition, sync) -> known.putIfAbsent(partition, Basis.of(sync)));
        takenBack.addAll(stored.takenBack());
        maps.putAll(stored.maps());
        stored.sick().values().forEach(this::noteSick);
    }

    private void noteSick(PartitionEvent event) {
        note(event);
        if (event.kind() == EventKind.SOURCE_DIVERGED) {
            maybeReplaced.add(event.source());
        }
    }

    /** Notes what is copied of the partition; one for as long as the copier lives. */
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
