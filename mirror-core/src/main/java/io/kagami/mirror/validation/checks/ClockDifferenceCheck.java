package io.kagami.mirror.validation.checks;

import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import io.kagami.mirror.validation.finding.Finding;
import io.kagami.mirror.validation.finding.Where;
import io.kagami.mirror.validation.online.OnlineCheck;
import io.kagami.mirror.validation.online.ReachedClusters;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Whether the clock of a flow's source is ahead of its target's: a target refuses records whose timestamps it takes for the future's.
 *
 * @param flow whose clusters
 * @param clock of this machine, by which both are read
 */
record ClockDifferenceCheck(Flow flow, Clock clock) implements OnlineCheck {

    @Override
    public String subject() {
        return "the clocks of source and target";
    }

    @Override
    public Where where() {
        return Where.of(flow);
    }

    @Override
    public Set<ClusterAlias> asks() {
        return Set.of(flow.source(), flow.target());
    }

    @Override
    public List<Finding> run(ReachedClusters clusters)
            throws ExecutionException, InterruptedException, TimeoutException {
        Optional<ClockReading> source = ClockReading.of(clusters.get(flow.source()), clock);
        Optional<ClockReading> target = ClockReading.of(clusters.get(flow.target()), clock);
        return source.isPresent() && target.isPresent()
                ? compare(flow, source.get(), target.get()).stream().toList()
                : List.of();
    }

    static Optional<Finding> compare(Flow flow, ClockReading source, ClockReading target) {
        Duration ahead = source.ahead().minus(target.ahead());
        boolean tooMuch = ClockReading.isTooMuch(ahead, source.uncertainty().plus(target.uncertainty()));
        if (ahead.isNegative() || !tooMuch) {
            return Optional.empty();
        }
        return Optional.of(Finding.warning(
                Where.of(flow),
                "the clock of %s is %d s ahead of that of %s; records that are more than message.timestamp.after.max.ms ahead are refused there"
                        .formatted(flow.source(), ahead.toSeconds(), flow.target()),
                "set clocks by NTP"));
    }
}
