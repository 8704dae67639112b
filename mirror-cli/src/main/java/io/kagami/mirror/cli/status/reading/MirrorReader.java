package io.kagami.mirror.cli.status.reading;

import io.kagami.mirror.cli.status.ConnectorView;
import io.kagami.mirror.cli.status.CopyProgress;
import io.kagami.mirror.cli.status.FlowView;
import io.kagami.mirror.cli.status.FlowView.Signs;
import io.kagami.mirror.cli.status.MirrorStatus;
import io.kagami.mirror.cli.status.WorkersView;
import io.kagami.mirror.cli.status.reading.WorkersReader.Reading;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.MirrorConfig;
import io.kagami.mirror.config.mode.ModeChoice;
import io.kagami.mirror.config.mode.ReplicationMode;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import org.apache.kafka.common.KafkaException;

/**
 * Looks, as often as it is asked to, how the flows of a file stand. It keeps its clients open, so the next look reads only what is new.
 *
 * <p>Threading: one thread; blocks.
 */
public final class MirrorReader implements AutoCloseable {

    private static final String ELSEWHERE =
            "heartbeats come, though no process is in the group of the target's processes: one that is in no group"
                    + " (--standalone) or in another one runs this flow; how its tasks fare, its /health/ready tells and no cluster does";

    private final MirrorConfig config;
    private final List<FlowConfig> flows;
    private final BinaryOperator<String> unreachable;
    private final Clock clock;
    private final ClusterProbes probes;
    private final Map<Flow, FlowReader> flowReaders = new TreeMap<>();
    private final Map<ClusterAlias, WorkersReader> workersReaders = new TreeMap<>();

    /**
     * Opens nothing yet.
     *
     * @param flows to look at
     * @param unreachable puts into words that a cluster, the first argument, does not answer, and why
     */
    public MirrorReader(MirrorConfig config, List<FlowConfig> flows, BinaryOperator<String> unreachable, Clock clock) {
        this.config = config;
        this.flows = List.copyOf(flows);
        this.unreachable = unreachable;
        this.clock = clock;
        this.probes = new ClusterProbes(config);
    }

    /** How everything stands now, as far as clusters answer. */
    public MirrorStatus look() throws InterruptedException {
        TreeSet<ClusterAlias> clusters = new TreeSet<>();
        flows.forEach(flow -> {
            clusters.add(flow.flow().source());
            clusters.add(flow.flow().target());
        });
        SortedMap<ClusterAlias, String> silent = probes.silent(clusters);
        Instant now = clock.instant();
        Map<ClusterAlias, Reading> readings = readings(silent);
        List<FlowView> views = new ArrayList<>();
        for (FlowConfig flow : flows) {
            views.add(view(flow, readings.getOrDefault(flow.flow().target(), Reading.NOTHING), silent, now));
        }
        List<WorkersView> workers = new ArrayList<>();
        readings.forEach((target, reading) -> workers.add(workers(target, reading, views)));
        List<String> lines = new ArrayList<>();
        silent.forEach((cluster, why) -> lines.add(unreachable.apply(cluster.name(), why)));
        return new MirrorStatus(now, views, workers, lines);
    }

    private Map<ClusterAlias, Reading> readings(SortedMap<ClusterAlias, String> silent) throws InterruptedException {
        Map<ClusterAlias, Reading> readings = new TreeMap<>();
        for (FlowConfig flow : flows) {
            ClusterAlias target = flow.flow().target();
            if (!silent.containsKey(target) && !readings.containsKey(target)) {
                WorkersReader reader = workersReaders.computeIfAbsent(target, alias -> new WorkersReader(config, flow));
                readings.put(target, reader.read());
            }
        }
        return readings;
    }

    private WorkersView workers(ClusterAlias target, Reading reading, List<FlowView> views) {
        List<ConnectorView> connectors = views.stream()
                .filter(view -> view.flow().target().equals(target))
                .flatMap(view -> view.connectors().stream())
                .toList();
        WorkersReader reader = workersReaders.get(target);
        return new Standings(reading).workers(target, reader == null ? "" : reader.group(), connectors);
    }

    private FlowView view(FlowConfig flow, Reading reading, SortedMap<ClusterAlias, String> silent, Instant now)
            throws InterruptedException {
        List<String> remarks = new ArrayList<>();
        List<PartitionEvent> sick = List.of();
        Optional<CopyProgress> progress = Optional.empty();
        Signs signs = Signs.NONE;
        boolean elsewhere = false;
        if (!silent.containsKey(flow.flow().target())) {
            try {
                FlowReader reader = reader(flow);
                sick = reader.sick();
                signs = reader.signs(now);
                elsewhere = reading.nobody() && reader.beats();
                if (!silent.containsKey(flow.flow().source())) {
                    progress = Optional.of(reader.progress(now));
                }
            } catch (KafkaException e) {
                remarks.add("not all is known: " + e.getMessage());
            }
        }
        progress.ifPresent(known -> remark(known, flow.flow(), remarks));
        if (elsewhere) {
            remarks.add(ELSEWHERE);
        }
        Reading told = elsewhere ? Reading.NOTHING : reading;
        return new FlowView(
                flow.flow(),
                new Standings(told).connectors(flow.flow(), config.connectors(flow.flow())),
                told.nobody(),
                progress,
                sick,
                signs,
                remarks);
    }

    private static void remark(CopyProgress progress, Flow flow, List<String> remarks) {
        if (!progress.silent().isEmpty()) {
            remarks.add("partitions without a leader at " + flow.source() + ", how far they are copied is not known: "
                    + progress.silent().size() + ", such as "
                    + progress.silent().get(0));
        }
        if (progress.notBegun() > 0) {
            remarks.add("partitions that were never taken up, all they hold counts as lag: " + progress.notBegun());
        }
    }

    private FlowReader reader(FlowConfig flow) {
        return flowReaders.computeIfAbsent(
                flow.flow(), name -> new FlowReader(flow, config.connectors(name), connectOffsets(flow)));
    }

    /** Where Connect keeps its account of a flow that has nothing else. */
    private String connectOffsets(FlowConfig flow) {
        Map<String, String> worker = config.workerProperties(flow.flow().target());
        boolean copiesRecords = new ModeChoice(config.sourceConnectorProperties(flow.flow()), worker).chosen()
                == ReplicationMode.RECORD;
        return copiesRecords && !flow.emitOffsetSyncsEnabled() ? worker.getOrDefault("offset.storage.topic", "") : "";
    }

    @Override
    public void close() {
        flowReaders.values().forEach(FlowReader::close);
        workersReaders.values().forEach(WorkersReader::close);
    }
}
