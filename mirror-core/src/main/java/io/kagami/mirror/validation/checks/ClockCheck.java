package io.kagami.mirror.validation.checks;

import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.validation.finding.Finding;
import io.kagami.mirror.validation.finding.Where;
import io.kagami.mirror.validation.online.OnlineCheck;
import io.kagami.mirror.validation.online.ReachedClusters;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Whether a cluster's clock and this machine's agree.
 *
 * @param cluster that is asked
 * @param clock of this machine
 */
record ClockCheck(ClusterAlias cluster, Clock clock) implements OnlineCheck {

    @Override
    public String subject() {
        return "its clock";
    }

    @Override
    public Where where() {
        return Where.of(cluster);
    }

    @Override
    public Set<ClusterAlias> asks() {
        return Set.of(cluster);
    }

    @Override
    public List<Finding> run(ReachedClusters clusters)
            throws ExecutionException, InterruptedException, TimeoutException {
        return ClockReading.of(clusters.get(cluster), clock)
                .filter(reading -> ClockReading.isTooMuch(reading.ahead(), reading.uncertainty()))
                .map(this::finding)
                .stream()
                .toList();
    }

    private Finding finding(ClockReading reading) {
        return Finding.warning(
                where(),
                "the clock of its controller is %d s %s this machine's"
                        .formatted(
                                reading.ahead().abs().toSeconds(),
                                reading.ahead().isNegative() ? "behind" : "ahead of"),
                "set clocks by NTP; ages of heartbeats, checkpoints and lag in seconds are wrong by as much");
    }
}
