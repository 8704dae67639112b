package io.kagami.mirror.source.position;

import io.kagami.mirror.admin.AdminClients;
import io.kagami.mirror.admin.CompactedReader;
import io.kagami.mirror.admin.Compaction;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.OffsetSyncCodec;
import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.offset.map.OffsetMap;
import io.kagami.mirror.offset.map.StoredMaps;
import io.kagami.mirror.offset.map.StoredRuns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The flow's own offset-syncs topic at the target: one compacted partition, in which the last sync of a source partition tells where copying
 * stands, and one entry of another kind under whose producer id the flow writes.
 *
 * <p>Threading: one thread; blocks.
 */
public final class OffsetSyncLog {

    private static final Logger LOG = LoggerFactory.getLogger(OffsetSyncLog.class);
    private static final long NO_OFFSET = -1;
    private static final Duration LAST_WRITE = Duration.ofSeconds(1);
    private static final Duration WRITE = Duration.ofSeconds(10);
    /** What the flow's producer id is kept under; no topic can be called so. */
    public static final String FLOW_PRODUCER = "!producer";

    private final OffsetSyncTopic topic;

    public OffsetSyncLog(OffsetSyncTopic topic) {
        this.topic = topic;
    }

    OffsetSyncTopic topic() {
        return topic;
    }

    /**
     * What the log says.
     *
     * @param last the last sync of each source partition, in the order in which they were stored
     * @param takenBack partitions whose positions were taken back by hand, and of which nothing was stored since
     * @param maps of each source partition the end of the offset map
     * @param sick what partitions were left sick of
     * @param flowProducer whose sequence numbers new claims are written under, if that was settled
     */
    public record Contents(
            Map<TopicPartition, OffsetSync> last,
            Set<TopicPartition> takenBack,
            Map<TopicPartition, OffsetMap> maps,
            Map<TopicPartition, PartitionEvent> sick,
            Optional<ProducerPosition> flowProducer) {}

    /**
     * Reads it all, creating the topic where there is none.
     *
     * @throws org.apache.kafka.common.KafkaException if the target cannot be asked now
     */
    public Contents read() throws InterruptedException {
        createIfAbsent();
        SyncReplay replayed = new SyncReplay();
        replay(replayed::take);
        return replayed.contents();
    }

    /**
     * Reads the whole offset maps of some partitions, as they are stored; those that have none are left out.
     *
     * @throws org.apache.kafka.common.KafkaException if the target cannot be asked now
     */
    public Map<TopicPartition, OffsetMap> maps(Set<TopicPartition> wanted) throws InterruptedException {
        StoredMaps maps = new StoredMaps(OffsetMap::new, wanted::contains);
        replay(record -> SyncReplay.unlessForeign(record, () -> {
            boolean unused = maps.take(record.key(), record.value());
        }));
        return maps.all();
    }

    /**
     * Reads all records, which must exist, oldest first, whatever they are; each has a key.
     *
     * @throws org.apache.kafka.common.KafkaException if the target cannot be asked now
     */
    public void replay(Consumer<ConsumerRecord<byte[], byte[]>> reader) throws InterruptedException {
        try (CompactedReader log = new CompactedReader(topic.name(), topic.consumer())) {
            log.readToEnd(reader);
        }
    }

    /**
     * Settles under which producer id the flow writes: the first one ever proposed, whoever proposed it, as several tasks may begin at
     * once.
     *
     * @return the one that all tasks of the flow agree on
     * @throws org.apache.kafka.common.KafkaException if the target cannot be asked now
     */
    public ProducerPosition agreeOnProducer(ProducerPosition proposed) throws InterruptedException {
        propose(proposed);
        ProducerPosition first = read().flowProducer().orElse(proposed);
        if (!first.equals(proposed)) {
            propose(first); // compaction keeps the last one
        }
        return first;
    }

    private void propose(ProducerPosition producer) {
        OffsetSync entry = new OffsetSync(FLOW_PRODUCER, 0, 0, 0, Uuid.ZERO_UUID, producer, 0);
        write(List.of(entry), WRITE);
    }

    /** Stores positions directly, when Connect no longer takes any; what is not stored in time is found from the log end. */
    public void writeLast(List<OffsetSync> syncs) {
        writeLast(List.of(), syncs);
    }

    /** Likewise, and runs of offset maps before them. */
    public void writeLast(List<StoredRuns> runs, List<OffsetSync> syncs) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        runs.forEach(each -> records.add(record(each.key(), each.value())));
        syncs.forEach(sync -> records.add(record(OffsetSyncCodec.key(sync), OffsetSyncCodec.value(sync))));
        try {
            store(records, LAST_WRITE);
        } catch (KafkaException e) {
            LOG.warn(
                    "last positions not stored, the next start counts from the log end flow={} error={}",
                    topic.flow(),
                    e.getMessage());
        }
    }

    /**
     * Stores syncs and waits until they are safe, so long at most for the topic to be found and as long again for the writing.
     *
     * @throws org.apache.kafka.common.KafkaException if they may not be stored
     */
    public void write(List<OffsetSync> syncs, Duration patience) {
        store(
                syncs.stream()
                        .map(sync -> record(OffsetSyncCodec.key(sync), OffsetSyncCodec.value(sync)))
                        .toList(),
                patience);
    }

    /** A record that takes back what was stored of the partition: a sync of no offset. */
    public ProducerRecord<byte[], byte[]> takenBack(TopicPartition partition) {
        OffsetSync none = new OffsetSync(partition.topic(), partition.partition(), NO_OFFSET, NO_OFFSET);
        return record(OffsetSyncCodec.key(none), OffsetSyncCodec.value(none));
    }

    /** A record for this log. */
    public ProducerRecord<byte[], byte[]> record(byte[] key, byte[] value) {
        return new ProducerRecord<>(topic.name(), 0, key, value);
    }

    /**
     * Stores records of any kind as {@link #write} does.
     *
     * @throws org.apache.kafka.common.KafkaException if they may not be stored
     */
    public void store(List<ProducerRecord<byte[], byte[]>> records, Duration patience) {
        Map<String, Object> settings = new HashMap<>(topic.producer());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience.toMillis());
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        Duration closing = Duration.ZERO;
        try {
            producer.partitionsFor(topic.name()); // fails once, in time, where each send would wait on its own
            List<Future<RecordMetadata>> writes =
                    records.stream().map(producer::send).toList();
            closing = patience;
            awaitAll(writes, patience);
        } finally {
            producer.close(closing);
        }
    }

    private void awaitAll(List<Future<RecordMetadata>> writes, Duration patience) {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        try {
            for (Future<RecordMetadata> write : writes) {
                RecordMetadata written = write.get(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
                LOG.trace("stored flow={} offset={}", topic.flow(), written.offset());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new OffsetSyncLogUnavailableException(
                    topic.name(), topic.flow().target(), e);
        }
    }

    /**
     * Creates the topic where there is none.
     *
     * @throws InvalidConfigurationException if there is one that deletes what is old
     * @throws org.apache.kafka.common.KafkaException if the target cannot be asked now
     */
    public void createIfAbsent() throws InterruptedException {
        NewTopic wanted = new NewTopic(topic.name(), 1, topic.replicationFactor())
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        Admin admin = AdminClients.create(topic.admin());
        try {
            if (admin.listTopics().names().get().contains(topic.name())) {
                refuseUnlessCompacted(admin);
                return;
            }
            admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new OffsetSyncLogUnavailableException(
                        topic.name(), topic.flow().target(), e.getCause());
            }
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private void refuseUnlessCompacted(Admin admin) throws ExecutionException, InterruptedException {
        Optional<String> objection = Compaction.objection(admin, topic.name());
        if (objection.isPresent()) {
            throw new InvalidConfigurationException("at cluster " + topic.flow().target() + ", " + objection.get());
        }
    }
}
