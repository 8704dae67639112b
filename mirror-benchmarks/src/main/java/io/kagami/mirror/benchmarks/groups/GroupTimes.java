package io.kagami.mirror.benchmarks.groups;

import java.util.Locale;

/**
 * When positions were at the target, in seconds since the mirror's process was started.
 *
 * @param copied all records
 * @param firstCheckpoint the first checkpoint at all
 * @param checkpoints the last checkpoint that was exact
 * @param firstCommit the first group with all its offsets
 * @param commits the last group with all its offsets
 * @param exactCheckpoints how many checkpoints were exact in the end
 * @param exactGroups how many groups had all their offsets in the end
 * @param cpuSeconds what the mirror's process had used by then, which a busy machine does not change as it does the times
 * @param load of the machine over the last minute, by then
 */
record GroupTimes(
        double copied,
        double firstCheckpoint,
        double checkpoints,
        double firstCommit,
        double commits,
        int exactCheckpoints,
        int exactGroups,
        double cpuSeconds,
        double load) {

    static String text(double seconds) {
        return seconds == 0 ? "never" : String.format(Locale.ROOT, "%.1f", seconds);
    }
}
