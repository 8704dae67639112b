package io.kagami.mirror.source.position;

import io.kagami.mirror.offset.map.OffsetMap;
import io.kagami.mirror.source.audit.LateWrites;
import io.kagami.mirror.source.compare.TailComparison;
import io.kagami.mirror.source.position.rules.Basis;
import io.kagami.mirror.source.position.rules.Positions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Finds out where partitions are to go on: asks the target where the copy ends and who wrote it, and the source, Connect and the
 * offset-syncs topic for what else is needed to tell.
 *
 * <p>Threading: the copier's thread; answers of the target and of slow work come as messages to it.
 */
public final class Placement {

    /** A partition to be placed. */
    public record Subject(TopicPartition source, TopicPartition target, Uuid topicId) {

        /** What its copy is known by from a pair on; only where it is known who writes it. */
        LateWrites.Since since(Basis basis) {
            return new LateWrites.Since(
                    source, target, basis.upstream(), basis.downstream(), Objects.requireNonNull(basis.writer()));
        }
    }

    /** What all searches of a copier share. */
    record Common(
            PlacementMeans means,
            Positions positions,
            StartPositions start,
            PlacementMeans.Listener listener,
            TailComparison comparison,
            MirrorMakerPositions formerly,
            SharedReading<OffsetSyncLog.Contents> syncs,
            SharedReading<Map<TopicPartition, OffsetMap>> maps,
            SlowWork slow) {}

    /**
     * Why the place is looked for.
     *
     * @param earliest the first offset the source still has, where it has deleted what was to be fetched; else 0
     * @param newLeader whether the source changed its leader since, and may have lost what was copied
     */
    record Occasion(long earliest, boolean newLeader) {
        /** The partition begins, or goes on. */
        static final Occasion USUAL = new Occasion(0, false);
    }

    private final Common common;
    private final Map<TopicPartition, Search> searches = new HashMap<>();

    /** Asks nothing yet. */
    public Placement(
            PlacementMeans means, Positions positions, StartPositions start, PlacementMeans.Listener listener) {
        SlowWork slow = new SlowWork(means.slow(), means.copierThread());
        this.common = new Common(
                means,
                positions,
                start,
                listener,
                means.clients().comparison(),
                new MirrorMakerPositions(
                        means.syncs().topic().formerly(),
                        means.clients().source(),
                        means.clients().target()),
                new SharedReading<>(slow, askers -> means.syncs().read(), start::learn),
                new SharedReading<>(slow, askers -> means.syncs().maps(askers), maps -> {}),
                slow);
    }

    /** Looks where the partition goes on; the listener hears of it, unless the search is given up. */
    public void begin(Subject subject) {
        begin(subject, Occasion.USUAL);
    }

    /** Looks, by comparing, where the partition goes on, as what the source still has begins at {@code earliest}. */
    public void compareFrom(Subject subject, long earliest) {
        begin(subject, new Occasion(earliest, false));
    }

    /** The same, as the source changed its leader since, and may have lost what was copied. */
    public void compareAfterNewLeader(Subject subject) {
        begin(subject, new Occasion(0, true));
    }

    private void begin(Subject subject, Occasion occasion) {
        giveUp(subject.source());
        Search search = new Search(common, subject, occasion, () -> searches.remove(subject.source()));
        searches.put(subject.source(), search);
        search.begin();
    }

    /** Whose answer the search for the partition's place waits for, if there is one. */
    public Optional<Awaited> awaited(TopicPartition source) {
        return Optional.ofNullable(searches.get(source)).map(Search::awaited);
    }

    /** Nobody wants to know any more. */
    public void giveUp(TopicPartition source) {
        Search search = searches.remove(source);
        if (search != null) {
            search.giveUp();
        }
    }

    /** Connect's offset of a partition it was asked about; empty where it has none. */
    public void connectOffset(TopicPartition source, Optional<Long> offset) {
        Search search = searches.get(source);
        if (search != null) {
            search.connectOffset(offset);
        }
    }
}
