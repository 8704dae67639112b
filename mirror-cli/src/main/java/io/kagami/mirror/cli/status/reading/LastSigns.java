package io.kagami.mirror.cli.status.reading;

import io.kagami.mirror.cli.status.FlowView.Signs;
import io.kagami.mirror.cli.status.cluster.Answers;
import io.kagami.mirror.cli.status.cluster.TopicLogs;
import io.kagami.mirror.cli.status.cluster.TopicTail;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.keys.ConnectorKind;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.types.SchemaException;
import org.apache.kafka.connect.mirror.Heartbeat;
import org.jspecify.annotations.Nullable;

/**
 * How old the newest checkpoint and the newest heartbeat of a flow are, at its target.
 *
 * <p>Threading: one thread; blocks.
 */
final class LastSigns implements AutoCloseable {

    /** Flows into a target share its heartbeats topic, in which each writes every second. */
    private static final long HEARTBEATS_READ = 10_000;

    private final Flow flow;
    private final Set<ConnectorKind> wanted;
    private final Admin target;
    private final Map<String, Object> consumer;
    private final String checkpoints;
    private final String heartbeats;
    private @Nullable TopicTail tail;
    private @Nullable Instant heartbeat;
    private boolean readWhole;
    private boolean beats;

    /** @param wanted the connectors the flow is to have */
    LastSigns(FlowConfig config, Set<ConnectorKind> wanted, Admin target) {
        this.flow = config.flow();
        this.wanted = Set.copyOf(wanted);
        this.target = target;
        this.consumer = config.targetConsumer();
        this.checkpoints = config.internalTopics().checkpoints(flow.source());
        this.heartbeats = config.internalTopics().heartbeats();
    }

    /**
     * As of now.
     *
     * @throws org.apache.kafka.common.KafkaException if the target refuses, or does not answer
     */
    Signs read(Instant now) throws InterruptedException {
        Optional<Instant> checkpoint =
                wanted.contains(ConnectorKind.CHECKPOINT) ? newestCheckpoint() : Optional.empty();
        Instant before = heartbeat;
        Optional<Instant> beat = wanted.contains(ConnectorKind.HEARTBEAT) ? newestHeartbeat() : Optional.empty();
        beats = before != null && beat.filter(before::isBefore).isPresent();
        return new Signs(checkpoint.map(each -> age(each, now)), beat.map(each -> age(each, now)));
    }

    /** Whether a heartbeat came between the last two readings, so that somebody runs the flow. */
    boolean beats() {
        return beats;
    }

    /** Clocks may differ a little. */
    private static Duration age(Instant time, Instant now) {
        return time.isAfter(now) ? Duration.ZERO : Duration.between(time, now);
    }

    private Optional<Instant> newestCheckpoint() throws InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        new TopicLogs(target)
                .partitions(Set.of(checkpoints))
                .topicIds()
                .keySet()
                .forEach(partition -> asked.put(partition, OffsetSpec.maxTimestamp()));
        return asked.isEmpty()
                ? Optional.empty()
                : Answers.await(target.listOffsets(asked).all()).values().stream()
                        .map(ListOffsetsResultInfo::timestamp)
                        .filter(timestamp -> timestamp >= 0)
                        .max(Long::compare)
                        .map(Instant::ofEpochMilli);
    }

    private Optional<Instant> newestHeartbeat() throws InterruptedException {
        TopicTail present = tail;
        if (present == null) {
            present = TopicTail.last(consumer, heartbeats, HEARTBEATS_READ);
            tail = present;
        }
        boolean exists = present.read(this::take);
        if (exists && heartbeat == null && !readWhole) {
            readWhole = true;
            present.rewind();
            boolean unused = present.read(this::take);
        }
        return Optional.ofNullable(heartbeat);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            Heartbeat beat = Heartbeat.deserializeRecord(record);
            if (Flow.of(beat.sourceClusterAlias(), beat.targetClusterAlias()).equals(flow)) {
                heartbeat = Instant.ofEpochMilli(beat.timestamp());
            }
        } catch (SchemaException | IllegalArgumentException notOne) {
            return;
        }
    }

    @Override
    public void close() {
        if (tail != null) {
            tail.close();
        }
    }
}
