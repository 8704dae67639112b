package io.kagami.mirror.runtime.health;

import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.event.FlowEvents;
import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How the flows into one target fare in this process.
 *
 * <p>Threading: told by the thread that keeps the target's worker, asked by any.
 */
public final class TargetHealth {

    private static final Duration LOOK_GROWS_OLD = Duration.ofSeconds(30);

    /** The longest that something goes on by itself without a sign: Connect answers requests within 90 s, or not at all. */
    private static final Duration WITHOUT_SIGN = Duration.ofMinutes(5);

    private enum Phase {
        WAITING(Obstacle.WAITING_FOR_CLUSTER),
        STARTING(Obstacle.WORKER_STARTING),
        SERVING(Obstacle.WORKER_SILENT),
        FAILED(Obstacle.WORKER_FAILED),
        STOPPING(Obstacle.STOPPING),
        LOST(Obstacle.WORKER_FAILED);

        private final String reason;

        Phase(String reason) {
            this.reason = reason;
        }
    }

    private record Standing(Phase phase, String message, Instant since) {}

    private final ClusterAlias target;
    private final Predicate<ClusterAlias> silent;
    private final Duration stalledAfter;
    private final Clock clock;
    private final Map<Flow, StallWatch> watches = new HashMap<>();
    private final Map<Flow, List<StallWatch.Stall>> stalls = new ConcurrentHashMap<>();
    private volatile SortedSet<String> desired = new TreeSet<>();
    private volatile Standing standing;
    private volatile Instant lastSign;
    private volatile Instant nextStallLook = Instant.MIN;
    private volatile @Nullable WorkerLook last;

    /**
     * Nothing is known yet.
     *
     * @param silent whether a cluster was asked and has never answered
     * @param stalledAfter how long lag may stay without a record being copied
     */
    public TargetHealth(ClusterAlias target, Predicate<ClusterAlias> silent, Duration stalledAfter, Clock clock) {
        this.target = target;
        this.silent = silent;
        this.stalledAfter = stalledAfter;
        this.clock = clock;
        this.lastSign = clock.instant();
        this.standing = new Standing(Phase.WAITING, "not asked yet", lastSign);
    }

    /** These connectors are to run. */
    public void desire(Collection<String> connectors) {
        desired = new TreeSet<>(connectors);
    }

    public void waiting() {
        enter(Phase.WAITING, target + " does not answer yet");
    }

    public void starting() {
        enter(Phase.STARTING, "the worker is about to join its group at " + target);
    }

    public void serving() {
        enter(Phase.SERVING, "");
    }

    public void failed(Throwable cause) {
        enter(Phase.FAILED, "the worker failed, and is started again: " + cause);
    }

    /**
     * The thread that keeps the worker has ended.
     *
     * @param onRequest whether it was to end
     */
    public void ended(boolean onRequest) {
        if (onRequest) {
            enter(Phase.STOPPING, "the process, or what it does for " + target + ", is about to end");
        } else {
            enter(Phase.LOST, "what keeps the worker of " + target + " has ended by itself");
        }
    }

    private void enter(Phase phase, String message) {
        sign();
        last = null;
        standing = new Standing(phase, message, clock.instant());
    }

    /** The worker's thread goes on, and its worker answers in some way, or could not. */
    public void sign() {
        lastSign = clock.instant();
    }

    /** Whether the last sign is so old that one should find out why. */
    public boolean isWithoutSign() {
        return lastSign.plus(LOOK_GROWS_OLD).isBefore(clock.instant());
    }

    /** Connect has told how its connectors fare. */
    public void looked(WorkerLook look) {
        sign();
        last = look;
        Instant now = look.at();
        if (!now.isBefore(nextStallLook)) {
            nextStallLook = now.plus(stalledAfter.dividedBy(10));
            watchPartitions(look, now);
        }
    }

    private void watchPartitions(WorkerLook look, Instant now) {
        SortedSet<Flow> flows = flows();
        watches.keySet().retainAll(flows);
        stalls.keySet().retainAll(flows);
        Map<Flow, FlowMeter> metered = FlowMeter.ofProcess();
        for (Flow flow : flows) {
            StallWatch watch = watches.computeIfAbsent(flow, key -> new StallWatch(stalledAfter));
            FlowMeter meter = metered.get(flow);
            String connector = ConnectorKind.SOURCE.connectorName(flow);
            stalls.put(
                    flow, meter == null ? List.of() : watch.look(meter.partitions(), look.copiedHere(connector), now));
        }
    }

    /** The flows this process is to run. */
    SortedSet<Flow> flows() {
        SortedSet<Flow> flows = new TreeSet<>();
        desired.forEach(connector -> flows.add(flow(connector)));
        return flows;
    }

    private Flow flow(String connector) {
        return new Flow(ConnectorKind.source(connector), target);
    }

    /** Everything that keeps flows from getting on; none if all is well. */
    List<Obstacle> obstacles() {
        Standing present = standing;
        WorkerLook look = last;
        if (present.phase != Phase.SERVING) {
            return ofAll(present.phase, present.message, present.since);
        }
        if (look == null || look.at().plus(LOOK_GROWS_OLD).isBefore(clock.instant())) {
            Instant since = look == null ? present.since : look.at();
            return ofAll(Phase.SERVING, "the worker has not told how its connectors fare since then", since);
        }
        List<Obstacle> found = new ArrayList<>();
        desired.forEach(connector -> found.addAll(look.obstacles(flow(connector), connector)));
        flows().forEach(flow -> found.addAll(ofSource(flow)));
        return found;
    }

    private List<Obstacle> ofAll(Phase phase, String message, Instant since) {
        return flows().stream()
                .map(flow -> new Obstacle(flow, phase.reason, Obstacle.Place.FLOW, message, since))
                .toList();
    }

    private List<Obstacle> ofSource(Flow flow) {
        List<Obstacle> found = new ArrayList<>();
        if (silent.test(flow.source())) {
            found.add(new Obstacle(
                    flow,
                    Obstacle.WAITING_FOR_CLUSTER,
                    Obstacle.Place.FLOW,
                    flow.source() + " has not answered yet",
                    standing.since));
        }
        String connector = ConnectorKind.SOURCE.connectorName(flow);
        FlowEvents.of(flow).sick().forEach((source, event) -> {
            String message = event.message() + ". " + event.kind().advice();
            found.add(new Obstacle(
                    flow, event.kind().key(), Obstacle.Place.of(connector, source), message, event.time()));
        });
        for (StallWatch.Stall stall : stalls.getOrDefault(flow, List.of())) {
            if (FlowEvents.of(flow).sick().containsKey(stall.source())) {
                continue;
            }
            String message = stall.lag() + " offsets are to be copied, and none has been since then";
            found.add(new Obstacle(
                    flow, Obstacle.STALLED, Obstacle.Place.of(connector, stall.source()), message, stall.since()));
        }
        return found;
    }

    /** What only a restart of the process helps against. */
    Optional<String> deadlock() {
        Standing present = standing;
        Instant sign = lastSign;
        boolean mustGoOn = present.phase == Phase.STARTING || present.phase == Phase.SERVING;
        if (present.phase == Phase.LOST) {
            return Optional.of(present.message);
        }
        return mustGoOn && sign.plus(WITHOUT_SIGN).isBefore(clock.instant())
                ? Optional.of("the worker of " + target + " has given no sign of life since " + sign
                        + ", though the cluster answers")
                : Optional.empty();
    }
}
