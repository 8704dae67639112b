package io.kagami.mirror.source.progress;

import io.kagami.mirror.batch.OutgoingBatch;
import io.kagami.mirror.batch.UpstreamRuns;
import io.kagami.mirror.metrics.PartitionMeter;
import io.kagami.mirror.metrics.Resume;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.SourceEpoch;
import io.kagami.mirror.offset.map.RunRecorder;
import io.kagami.mirror.offset.map.StoredRuns;
import io.kagami.mirror.source.position.rules.Place;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes for the offset map what becomes of one partition's records. Records that were copied since the last stored position, by a process
 * that was killed, are noted while they are skipped; where it is not certain which place each of them has, that stretch is left unknown.
 *
 * <p>Threading: one thread at a time; in batch mode the copier's.
 */
public final class RunNotes {

    private static final Logger LOG = LoggerFactory.getLogger(RunNotes.class);

    private final TopicPartition source;
    private final PartitionMeter meter;
    private final Supplier<RunRecorder> recorders;
    private @Nullable RunRecorder recorder;
    private @Nullable Long awaitsPlace;
    private boolean onlyCounts;
    private boolean toldOfLoss;

    /** @param recorders gives the partition's recorder, once the stored map is known */
    public RunNotes(TopicPartition source, PartitionMeter meter, Supplier<RunRecorder> recorders) {
        this.source = source;
        this.meter = meter;
        this.recorders = recorders;
    }

    private RunRecorder recorder() {
        RunRecorder present = recorder;
        if (present == null) {
            present = recorders.get();
            recorder = present;
            meter.setOffsetMap(present.runs(), present.isExact());
        }
        return present;
    }

    public void place(Place place) {
        meter.resumed(how(place), place.recordsToSkip());
        if (place.recordsToSkip() == 0) {
            onlyCounts = false;
            recorder().placed(place.upstream(), place.downstream());
        } else {
            onlyCounts =
                    place.claim() || !recorder().goBackTo(place.upstream(), place.downstream() - place.recordsToSkip());
        }
    }

    private static Resume how(Place place) {
        if (place.claim()) {
            return Resume.CLAIMED;
        }
        return place.recordsToSkip() > 0 ? Resume.COUNTED : Resume.STORED;
    }

    /** Whether records are skipped whose places are not known, so that the position only serves for counting them. */
    public boolean onlyCounts() {
        return onlyCounts;
    }

    /** Records are skipped that lie at this offset of the copy. */
    public void alreadyCopied(long upstream, long downstream, int records) {
        if (!onlyCounts) {
            recorder().copied(upstream, downstream, records);
        }
    }

    /** Everything before this offset of the source is dealt with, and the copy ends there. */
    public void passed(long upstream, long downstream) {
        if (onlyCounts) {
            onlyCounts = false;
            recorder().placed(upstream, downstream);
        } else {
            recorder().passed(upstream);
        }
    }

    /** The target holds the batch, from this offset on. */
    public void copied(OutgoingBatch batch, long downstream) {
        long first = batch.firstUpstreamOffset();
        long next = batch.nextUpstreamOffset();
        int records = batch.recordCount();
        if (next - first == records) {
            recorder().copied(first, downstream, records); // no object is made for a plain batch
            return;
        }
        UpstreamRuns runs = batch.upstreamRuns();
        long place = downstream;
        for (int run = 0; run < runs.size(); run++) {
            recorder().copied(runs.firstOffset(run), place, runs.recordCount(run));
            place += runs.recordCount(run);
        }
        recorder().passed(next);
    }

    /**
     * Copying goes on at this offset of the source. Where that is in the copy tells the first record that gets there, unless it is where the
     * notes end.
     */
    public void goesOnAt(long upstream) {
        awaitsPlace = upstream == recorder().upstreamEnd() ? null : Long.valueOf(upstream);
    }

    /** The target holds the record there. */
    public void copiedRecord(long upstream, long downstream) {
        Long begun = awaitsPlace;
        if (begun != null) {
            recorder().placed(Math.min(begun, upstream), downstream);
            awaitsPlace = null;
        }
        recorder().copied(upstream, downstream, 1);
    }

    /**
     * Records are copied from this offset on, be it behind what was copied before, as others between were left out, or not, as they are copied
     * again.
     */
    public void movesTo(long upstream) {
        Long begun = awaitsPlace;
        if (begun != null) {
            awaitsPlace = Math.min(begun, upstream);
        } else if (upstream < recorder().upstreamEnd()) {
            recorder().placed(upstream, recorder().downstreamEnd());
        } else {
            recorder().passed(upstream);
        }
    }

    /** All before this offset of the source is dealt with, and lies before this one of the copy, in which more is to follow. */
    public void endsAt(long upstream, long downstream) {
        Long begun = awaitsPlace;
        if (begun != null) {
            recorder().placed(Math.min(begun, upstream), downstream);
            awaitsPlace = null;
        }
        movesTo(upstream);
        recorder().placed(upstream, downstream);
    }

    /**
     * The position up to which the notes tell; empty while it is not known where in the copy it is.
     *
     * @param epoch of the source record before it; null where it is not known
     */
    public Optional<OffsetSync> position(Uuid topicId, @Nullable SourceEpoch epoch) {
        if (awaitsPlace != null) {
            return Optional.empty();
        }
        RunRecorder noted = recorder();
        return Optional.of(new OffsetSync(
                source.topic(),
                source.partition(),
                noted.upstreamEnd(),
                noted.downstreamEnd(),
                topicId,
                null,
                noted.runLength(),
                epoch,
                false));
    }

    public long runLength() {
        return onlyCounts ? 0 : recorder().runLength();
    }

    /** The runs to be stored before the next position is. */
    public List<StoredRuns> takeDue() {
        List<StoredRuns> due = recorder().takeDue();
        if (!due.isEmpty()) {
            meter.setOffsetMap(recorder().runs(), recorder().isExact());
        }
        if (recorder().takeOverwrote()) {
            meter.offsetMapOverwritten();
            if (!toldOfLoss) {
                toldOfLoss = true;
                LOG.warn(
                        "offset map is full: offsets of old records are translated to one before, not exactly; offset.map.max.runs"
                                + " sets its size topic={} partition={}",
                        source.topic(),
                        source.partition());
            }
        }
        return due;
    }
}
