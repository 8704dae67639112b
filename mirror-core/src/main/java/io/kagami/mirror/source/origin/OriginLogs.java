package io.kagami.mirror.source.origin;

import io.kagami.mirror.admin.ReaderSettings;
import io.kagami.mirror.admin.StandstillLimit;
import io.kagami.mirror.naming.InternalTopics;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.OffsetSyncCodec;
import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.offset.origin.FlowNote;
import io.kagami.mirror.offset.origin.NoteCodec;
import io.kagami.mirror.offset.start.FirstSightCodec;
import io.kagami.mirror.source.position.OffsetSyncLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The sync logs on one cluster: what the flows into it, of whatever file, have noted of themselves.
 *
 * <p>A producer id is in its flow's log before the first batch is written under it. So an id that was met in a topic, and is in none of these
 * logs when they are read to their end afterwards, is nobody's who noted one, now and for ever.
 *
 * <p>Threading: one thread at a time; blocks.
 */
final class OriginLogs {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** What is kept under such a name is of another kind. */
    private static final String NO_TOPIC = "!";

    private final Map<String, Object> consumer;
    private final Map<TopicPartition, Long> nextByLog = new HashMap<>();
    private final Map<String, Noted> notedByLog = new HashMap<>();
    private Set<String> topics = Set.of();

    /** What one log says. */
    private static final class Noted {
        /** The one that was written last is last. */
        private final Map<String, FlowNote> flows = new LinkedHashMap<>();

        private final Map<Long, byte[]> writers = new HashMap<>();
        /** Those that positions name, of a log without notes: one of an early build. */
        private final Set<Long> unnoted = new HashSet<>();
    }

    /** Reads nothing yet; with these settings of a consumer. */
    OriginLogs(Map<String, Object> consumer) {
        Map<String, Object> settings = ReaderSettings.of(consumer);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_UNCOMMITTED.toString());
        this.consumer = Map.copyOf(settings);
    }

    /**
     * Reads all logs there are now to their ends, each from where it was read to before.
     *
     * @throws org.apache.kafka.common.KafkaException if that is not possible now
     */
    void read() throws InterruptedException {
        read(InternalTopics::isSyncLog);
    }

    /** The same, of one log alone, if it is there. */
    void readOnly(String log) throws InterruptedException {
        read(log::equals);
    }

    private void read(Predicate<String> wanted) throws InterruptedException {
        try (KafkaConsumer<byte[], byte[]> reader =
                new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            topics = Set.copyOf(reader.listTopics(PATIENCE).keySet());
            List<TopicPartition> logs = topics.stream()
                    .filter(wanted)
                    .map(topic -> new TopicPartition(topic, 0))
                    .toList();
            if (!logs.isEmpty()) {
                read(reader, logs);
            }
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> reader, List<TopicPartition> logs) throws InterruptedException {
        reader.assign(logs);
        Map<TopicPartition, Long> ends = reader.endOffsets(logs, PATIENCE);
        for (TopicPartition log : logs) {
            long next = nextByLog.getOrDefault(log, 0L);
            reader.seek(log, next > ends.getOrDefault(log, 0L) ? 0 : next); // it may have been created anew
        }
        StandstillLimit limit = new StandstillLimit(logs.toString(), PATIENCE);
        while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
            limit.check(logs.stream().mapToLong(reader::position).sum());
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                if (record.key() != null && record.value() != null) {
                    take(notedByLog.computeIfAbsent(record.topic(), log -> new Noted()), record.key(), record.value());
                }
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        logs.forEach(log -> nextByLog.put(log, reader.position(log)));
    }

    private static void take(Noted noted, byte[] key, byte[] value) {
        Optional<String> flow = NoteCodec.flowOf(key);
        Optional<Long> writer = NoteCodec.writerOf(key);
        if (flow.isPresent()) {
            noted.flows.remove(flow.get());
            NoteCodec.flow(value).ifPresent(note -> noted.flows.put(flow.get(), note));
        } else if (writer.isPresent()) {
            noted.writers.put(writer.get(), value);
        } else {
            takeSync(noted, key, value);
        }
    }

    private static void takeSync(Noted noted, byte[] key, byte[] value) {
        try {
            OffsetSync sync = OffsetSyncCodec.decode(key, value);
            ProducerPosition writer = sync.writer();
            boolean isPosition =
                    !sync.topic().startsWith(NO_TOPIC) || sync.topic().equals(OffsetSyncLog.FLOW_PRODUCER);
            if (isPosition && writer != null && !FirstSightCodec.isOurs(key)) {
                noted.unnoted.add(writer.producerId());
            }
        } catch (IllegalArgumentException other) {
            return; // not a sync
        }
    }

    /** The flows that noted themselves. */
    List<FlowNote> flows() {
        List<FlowNote> flows = new ArrayList<>();
        notedByLog.values().forEach(noted -> flows.addAll(noted.flows.values()));
        return flows;
    }

    /** What was noted last, in this log, of a flow into that cluster. */
    Optional<FlowNote> last(String log, String targetId) {
        Noted noted = notedByLog.getOrDefault(log, new Noted());
        return noted.flows.values().stream()
                .filter(note -> note.targetId().equals(targetId))
                .reduce((earlier, later) -> later);
    }

    /** All topics the cluster had when it was asked last, as far as it shows them. */
    Set<String> topics() {
        return topics;
    }

    /**
     * The producer ids of all flows from the one cluster into the other.
     *
     * @param early the log that flow would have had in an early build, which noted nothing but positions
     */
    Set<Long> writers(String sourceId, String targetId, String early) {
        Set<Long> ids = new HashSet<>();
        notedByLog.forEach((log, noted) -> {
            noted.writers.forEach((id, value) -> {
                if (NoteCodec.isWriterOf(value, sourceId, targetId)) {
                    ids.add(id);
                }
            });
            if (log.equals(early) && noted.flows.isEmpty()) {
                ids.addAll(noted.unnoted);
            }
        });
        return ids;
    }
}
