package io.kagami.mirror.benchmarks.groups;

import io.kagami.mirror.benchmarks.scale.Footprint;
import io.kagami.mirror.benchmarks.scale.IdleUse;
import java.util.List;
import java.util.Locale;

/**
 * How a mirror did with many groups.
 *
 * @param mirror name
 * @param times when positions were at the target
 * @param idle what is used while nothing changes
 * @param footprint at the end of the idle time
 */
record GroupResult(String mirror, GroupTimes times, IdleUse idle, Footprint footprint) {

    static final List<String> HEADER = List.of(
            "mirror",
            "records copied after s",
            "first checkpoint after s",
            "all checkpoints after s",
            "first group's offsets after s",
            "all groups' offsets after s",
            "exact checkpoints",
            "groups with offsets",
            "CPU s until then",
            "load then",
            "idle, % of a core",
            "brokers idle, % of a core",
            "peak RSS MB");

    List<String> row() {
        return List.of(
                mirror,
                GroupTimes.text(times.copied()),
                GroupTimes.text(times.firstCheckpoint()),
                GroupTimes.text(times.checkpoints()),
                GroupTimes.text(times.firstCommit()),
                GroupTimes.text(times.commits()),
                Integer.toString(times.exactCheckpoints()),
                Integer.toString(times.exactGroups()),
                number(times.cpuSeconds()),
                number(times.load()),
                number(100 * idle.mirror()),
                number(100 * idle.brokers()),
                number(footprint.peakResidentBytes() / 1e6));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }
}
