package io.kagami.mirror.cli.status.reading;

import io.kagami.mirror.admin.AdminClients;
import io.kagami.mirror.cli.status.CopyProgress;
import io.kagami.mirror.cli.status.FlowView.Signs;
import io.kagami.mirror.cli.status.PartitionLag;
import io.kagami.mirror.cli.status.cluster.Answers;
import io.kagami.mirror.cli.status.cluster.LogSizes;
import io.kagami.mirror.cli.status.cluster.OldestRecords;
import io.kagami.mirror.cli.status.cluster.OldestRecords.Range;
import io.kagami.mirror.cli.status.cluster.TopicLogs;
import io.kagami.mirror.cli.status.reading.CopyPosition.SourceLog;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.filter.TopicSelection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Reads how far one flow is copied, from its two clusters.
 *
 * <p>Threading: one thread; blocks. Every method throws a {@link org.apache.kafka.common.KafkaException} if a cluster refuses, or does not answer.
 */
final class FlowReader implements AutoCloseable {

    private final FlowConfig config;
    private final TopicSelection selection;
    private final Admin source;
    private final Admin target;
    private final Positions positions;
    private final LogSizes sizes;
    private final OldestRecords oldest;
    private final LastSigns signs;
    private final Advance advance = new Advance();

    /**
     * Opens its clients.
     *
     * @param wanted the connectors the flow is to have
     * @param connectOffsets where Connect keeps its account of the flow, if that is all there is; empty if there are offset syncs
     */
    FlowReader(FlowConfig config, Set<ConnectorKind> wanted, String connectOffsets) {
        this.config = config;
        this.selection = config.topicSelection();
        this.source = AdminClients.create(Answers.admin(config.sourceAdmin()));
        this.target = AdminClients.create(Answers.admin(config.targetAdmin()));
        this.positions = new Positions(config, connectOffsets);
        this.sizes = new LogSizes(source);
        this.oldest = new OldestRecords(config.sourceConsumer());
        this.signs = new LastSigns(config, wanted, target);
    }

    /** Partitions that copy nothing, and why; needs the target alone. Notes of topics that the flow no longer mirrors are old. */
    List<PartitionEvent> sick() throws InterruptedException {
        positions.refresh();
        return positions.sick().stream()
                .filter(event -> selection.selects(event.source().topic()))
                .toList();
    }

    /** How old checkpoints and heartbeats are; needs the target alone. */
    Signs signs(Instant now) throws InterruptedException {
        return signs.read(now);
    }

    /** Whether heartbeats came between the last two looks. */
    boolean beats() {
        return signs.beats();
    }

    /** How far everything is copied. Ends of the source are read first, so that what is copied meanwhile does not count as lag. */
    CopyProgress progress(Instant now) throws InterruptedException {
        TopicLogs sourceLogs = new TopicLogs(source);
        Set<String> topics = new TreeSet<>();
        sourceLogs.names().stream().filter(selection::selects).forEach(topics::add);
        TopicLogs.Partitions partitions = sourceLogs.partitions(topics);
        Map<TopicPartition, Long> ends =
                sourceLogs.committedEnds(partitions.topicIds().keySet());
        Map<TopicPartition, Long> starts =
                sourceLogs.starts(partitions.topicIds().keySet());
        positions.refresh();
        Map<TopicPartition, Long> copyEnds = copyEnds(partitions.topicIds().keySet());
        sizes.refresh();

        List<TopicPartition> silent = new ArrayList<>(partitions.silent());
        Map<TopicPartition, SourceLog> logs = new TreeMap<>(Positions.ORDER);
        partitions
                .topicIds()
                .forEach((partition, topicId) -> log(partition, topicId, starts, ends)
                        .ifPresentOrElse(log -> logs.put(partition, log), () -> silent.add(partition)));
        Map<TopicPartition, CopyPosition> reached = new HashMap<>();
        logs.forEach((partition, log) -> {
            Long copyEnd = copyEnds.get(partition);
            reached.put(
                    partition,
                    positions.of(partition, log, copyEnd == null ? OptionalLong.empty() : OptionalLong.of(copyEnd)));
        });
        return progress(logs, reached, silent, now);
    }

    private CopyProgress progress(
            Map<TopicPartition, SourceLog> logs,
            Map<TopicPartition, CopyPosition> reached,
            List<TopicPartition> silent,
            Instant now)
            throws InterruptedException {
        Map<TopicPartition, Range> behind = new HashMap<>();
        reached.forEach((partition, position) -> {
            SourceLog log = logs.get(partition);
            if (log != null && position.next() < log.end()) {
                behind.put(partition, new Range(position.next(), log.end()));
            }
        });
        Map<TopicPartition, Long> waiting = oldest.waiting(behind, now.toEpochMilli());
        List<PartitionLag> lags = new ArrayList<>();
        logs.forEach((partition, log) -> {
            CopyPosition position = reached.getOrDefault(partition, new CopyPosition(false, log.start()));
            Long waitingMs = behind.containsKey(partition) ? waiting.get(partition) : Long.valueOf(0);
            lags.add(new PartitionLag(
                    partition,
                    position.begun(),
                    position.next(),
                    log.end(),
                    sizes.bytesPerOffset(partition, log.end() - log.start()),
                    waitingMs == null ? OptionalLong.empty() : OptionalLong.of(waitingMs)));
        });
        return new CopyProgress(lags, silent, advance.rates(lags));
    }

    private static Optional<SourceLog> log(
            TopicPartition partition, Uuid topicId, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
        Long start = starts.get(partition);
        Long end = ends.get(partition);
        return start == null || end == null
                ? Optional.empty()
                : Optional.of(new SourceLog(topicId, Math.min(start, end), end));
    }

    /** By source partition, of copies that nobody else writes to: those with another name. */
    private Map<TopicPartition, Long> copyEnds(Set<TopicPartition> partitions) throws InterruptedException {
        Map<TopicPartition, TopicPartition> sourceByCopy = new HashMap<>();
        for (TopicPartition partition : partitions) {
            String copy = config.remoteTopics().remote(partition.topic());
            if (!copy.equals(partition.topic())) {
                sourceByCopy.put(new TopicPartition(copy, partition.partition()), partition);
            }
        }
        TopicLogs logs = new TopicLogs(target);
        Set<String> topics = new TreeSet<>();
        sourceByCopy.keySet().forEach(copy -> topics.add(copy.topic()));
        topics.retainAll(logs.names());
        Set<TopicPartition> existing =
                new HashSet<>(logs.partitions(topics).topicIds().keySet());
        existing.retainAll(sourceByCopy.keySet());
        Map<TopicPartition, Long> ends = new HashMap<>();
        logs.ends(existing).forEach((copy, end) -> {
            TopicPartition partition = sourceByCopy.get(copy);
            if (partition != null) {
                ends.put(partition, end);
            }
        });
        return ends;
    }

    @Override
    public void close() {
        signs.close();
        oldest.close();
        positions.close();
        target.close(Duration.ZERO);
        source.close(Duration.ZERO);
    }
}
