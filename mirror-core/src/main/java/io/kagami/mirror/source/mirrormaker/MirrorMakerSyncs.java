package io.kagami.mirror.source.mirrormaker;

import io.kagami.mirror.admin.CompactedTopic;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.naming.OffsetSyncsLocation;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.OffsetSyncCodec;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes offset syncs as MirrorMaker 2 does, on the cluster and into the topic where it and its tools look for them. We do not go by them, so
 * a cluster that takes none is said once, and copying goes on.
 *
 * <p>Threading: one thread at a time.
 */
public final class MirrorMakerSyncs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MirrorMakerSyncs.class);
    private static final Duration BESIDE_COPYING = Duration.ofMillis(200);
    private static final Duration CREATING = Duration.ofSeconds(3);
    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final Flow flow;
    private final ClusterAlias cluster;
    private final CompactedTopic topic;
    private final boolean wanted;
    private final Map<String, Object> admin;
    private final Map<String, Object> settings;
    private final Map<TopicPartition, OffsetSync> waiting = new ConcurrentHashMap<>();
    private @Nullable KafkaProducer<byte[], byte[]> producer;
    private volatile boolean told;
    private long restsUntilNanos = System.nanoTime();

    private MirrorMakerSyncs(FlowConfig config, boolean wanted, Duration longestWait) {
        OffsetSyncsLocation location = config.offsetSyncsLocation();
        boolean isSource = location == OffsetSyncsLocation.SOURCE;
        this.wanted = wanted;
        this.flow = config.flow();
        this.cluster = location.cluster(flow);
        this.topic = new CompactedTopic(config.offsetSyncsTopic(), config.offsetSyncsReplicationFactor());
        this.admin = new HashMap<>(isSource ? config.sourceAdmin() : config.targetAdmin());
        this.settings = new HashMap<>(isSource ? config.sourceProducer() : config.targetProducer());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, longestWait.toMillis());
    }

    /** For a task; writes nothing where the flow's settings do not ask for it. */
    public static MirrorMakerSyncs beside(FlowConfig config) {
        MirrorMakerSyncs syncs = new MirrorMakerSyncs(config, config.writesSyncsForOthers(), BESIDE_COPYING);
        syncs.admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) CREATING.toMillis());
        syncs.admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) CREATING.toMillis());
        return syncs;
    }

    /** For the return to MirrorMaker 2, which looks for syncs unless it is told to write none. */
    public static MirrorMakerSyncs handingBack(FlowConfig config, Duration longestWait) {
        return new MirrorMakerSyncs(config, config.emitOffsetSyncsEnabled(), longestWait);
    }

    /** Topic and cluster, for people. */
    public String place() {
        return topic.name() + " on " + cluster;
    }

    /** Writes them without waiting. What fails is tried again in the next call, which may bring nothing new. */
    public void write(Collection<OffsetSync> syncs) {
        if (!wanted) {
            return;
        }
        syncs.forEach(sync -> waiting.put(new TopicPartition(sync.topic(), sync.partition()), sync));
        if (waiting.isEmpty() || System.nanoTime() - restsUntilNanos < 0) {
            return;
        }
        try {
            KafkaProducer<byte[], byte[]> open = open();
            for (TopicPartition partition : List.copyOf(waiting.keySet())) {
                OffsetSync sync = waiting.remove(partition);
                if (sync != null) {
                    Future<RecordMetadata> unused =
                            open.send(record(sync), (written, error) -> heard(partition, sync, error));
                }
            }
        } catch (KafkaException e) {
            restsUntilNanos = System.nanoTime() + PAUSE_NANOS;
            report(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Writes them and returns when they are safe.
     *
     * @return how many were written
     * @throws KafkaException if they could not be
     */
    public int store(Collection<OffsetSync> syncs) throws InterruptedException {
        if (!wanted || syncs.isEmpty()) {
            return 0;
        }
        KafkaProducer<byte[], byte[]> open = open();
        List<Future<RecordMetadata>> writes = new ArrayList<>();
        syncs.forEach(sync -> writes.add(open.send(record(sync))));
        for (Future<RecordMetadata> write : writes) {
            try {
                RecordMetadata written = write.get();
                LOG.trace("stored flow={} offset={}", flow, written.offset());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
            }
        }
        return writes.size();
    }

    private ProducerRecord<byte[], byte[]> record(OffsetSync sync) {
        OffsetSync bare =
                new OffsetSync(sync.topic(), sync.partition(), sync.upstreamOffset(), sync.downstreamOffset());
        return new ProducerRecord<>(
                topic.name(), 0, OffsetSyncCodec.key(bare), OffsetSyncCodec.value(bare), List.of(WriterMark.by(flow)));
    }

    /** Fails once, in time, where each send would wait on its own. */
    private KafkaProducer<byte[], byte[]> open() throws InterruptedException {
        KafkaProducer<byte[], byte[]> present = producer;
        if (present == null) {
            CompactedTopic.Outcome unused = topic.createIfAbsent(admin);
            present = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
            producer = present;
        }
        if (present.partitionsFor(topic.name()).isEmpty()) {
            throw new KafkaException("no such topic: " + place());
        }
        return present;
    }

    private void heard(TopicPartition partition, OffsetSync sync, @Nullable Exception error) {
        if (error == null) {
            told = false;
        } else {
            waiting.putIfAbsent(partition, sync);
            report(error);
        }
    }

    private void report(Exception error) {
        if (!told && !(error instanceof InterruptException)) {
            told = true;
            LOG.warn(
                    "offset syncs for MirrorMaker 2's tools cannot be written, will keep trying; ours are complete, and copying goes on"
                            + " flow={} topic={} cluster={} error={}",
                    flow,
                    topic.name(),
                    cluster,
                    error.getMessage());
        }
    }

    @Override
    public void close() {
        KafkaProducer<byte[], byte[]> present = producer;
        producer = null;
        if (present != null) {
            present.close(CLOSING);
        }
    }
}
