package io.kagami.mirror.metrics;

import java.util.concurrent.atomic.LongAdder;

/**
 * What is counted for a flow as a whole since this process began: how partitions were resumed, and what topic sync did.
 *
 * <p>Threading: thread-safe.
 */
public final class FlowTally {

    private final Counters<Resume> resumes = new Counters<>(Resume.class);
    private final LongAdder skippedRecords = new LongAdder();
    private final LongAdder comparisons = new LongAdder();
    private final LongAdder rounds = new LongAdder();
    private final LongAdder failedRounds = new LongAdder();
    private final Counters<SyncChange> changes = new Counters<>(SyncChange.class);

    FlowTally() {}

    /**
     * It was found where a partition is copied from.
     *
     * @param recordsToSkip that are in the copy already
     */
    public void resumed(Resume how, long recordsToSkip) {
        resumes.add(how, 1);
        skippedRecords.add(recordsToSkip);
    }

    /** The end of a copy is compared with its source, record by record. */
    public void compared() {
        comparisons.increment();
    }

    /** A round of topic sync is over; {@code failed} if something of it could not be done. */
    public void synced(boolean failed) {
        rounds.increment();
        if (failed) {
            failedRounds.increment();
        }
    }

    /** A round of topic sync changed something at the target. */
    public void changed(SyncChange change) {
        changes.add(change, 1);
    }

    public long resumes(Resume how) {
        return resumes.sum(how);
    }

    /** Records that were not copied again, as they were in the copy already. */
    public long skippedRecords() {
        return skippedRecords.sum();
    }

    /** How often the end of a copy was compared with its source. */
    public long comparisons() {
        return comparisons.sum();
    }

    /** Rounds of topic sync. */
    public long rounds() {
        return rounds.sum();
    }

    /** Those in which something could not be done. */
    public long failedRounds() {
        return failedRounds.sum();
    }

    public long changes(SyncChange change) {
        return changes.sum(change);
    }
}
