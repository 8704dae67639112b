package io.kagami.mirror.source;

import io.kagami.mirror.admin.CompactedTopic;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.naming.OffsetSyncsLocation;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.OffsetSyncCodec;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offset syncs at the source as well, bare as MirrorMaker 2 writes them, for tools that look there: {@code offset-syncs.topic.location = source}.
 * Ours are the ones at the target; these are written for others, and a source that takes none is said once.
 *
 * <p>Threading: a thread of its own writes, so that a source that does not answer, or lacks the topic, holds nobody up; {@link #write} and
 * {@link #close} are called on the task's thread.
 */
final class SourceSyncs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SourceSyncs.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration LAST_WRITE = Duration.ofSeconds(1);

    private final Flow flow;
    private final CompactedTopic topic;
    private final Map<String, Object> admin;
    private final Map<String, Object> settings;
    private final ExecutorService thread;
    private final Map<TopicPartition, OffsetSync> unwritten = new ConcurrentHashMap<>();
    private final AtomicBoolean queued = new AtomicBoolean();
    private @Nullable KafkaProducer<byte[], byte[]> producer;
    private volatile boolean told;

    SourceSyncs(FlowConfig config) {
        flow = config.flow();
        topic = new CompactedTopic(
                config.internalTopics().offsetSyncs(flow, OffsetSyncsLocation.SOURCE),
                config.offsetSyncsReplicationFactor());
        admin = config.sourceAdmin();
        settings = new HashMap<>(config.sourceProducer());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_WAIT.toMillis());
        thread = Executors.newSingleThreadExecutor(job -> {
            Thread made = new Thread(job, "mirror-source-syncs-" + flow);
            made.setDaemon(true);
            return made;
        });
    }

    /** Has them written soon, and does not wait; of each partition the last one counts. */
    void write(Collection<OffsetSync> syncs) {
        syncs.forEach(sync -> unwritten.put(
                new TopicPartition(sync.topic(), sync.partition()),
                new OffsetSync(sync.topic(), sync.partition(), sync.upstreamOffset(), sync.downstreamOffset())));
        if (!syncs.isEmpty() && queued.compareAndSet(false, true)) {
            Future<?> unused = thread.submit(this::writeAll);
        }
    }

    /** What fails is superseded by the next. */
    private void writeAll() {
        queued.set(false);
        try {
            KafkaProducer<byte[], byte[]> open = open();
            var unused = open.partitionsFor(topic.name()); // fails once, where each send would wait on its own
            Map.copyOf(unwritten).forEach((partition, sync) -> {
                unwritten.remove(partition, sync);
                Future<RecordMetadata> unusedWrite = open.send(
                        new ProducerRecord<>(topic.name(), 0, OffsetSyncCodec.key(sync), OffsetSyncCodec.value(sync)),
                        (written, error) -> heard(error));
            });
        } catch (KafkaException e) {
            heard(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private KafkaProducer<byte[], byte[]> open() throws InterruptedException {
        KafkaProducer<byte[], byte[]> present = producer;
        if (present == null) {
            CompactedTopic.Outcome unused = topic.createIfAbsent(admin);
            present = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
            producer = present;
        }
        return present;
    }

    private void heard(@Nullable Exception error) {
        if (error == null) {
            told = false;
        } else if (!told) {
            told = true;
            LOG.warn(
                    "offset syncs cannot be written to the source; those at the target are complete, and copying goes on"
                            + " flow={} topic={} error={}",
                    flow,
                    topic.name(),
                    error.getMessage());
        }
    }

    /** Waits a moment for what was to be written last; a source that does not answer by then is not waited for. */
    @Override
    public void close() {
        Future<?> unused = thread.submit(() -> {
            if (producer != null) {
                producer.close(LAST_WRITE);
            }
        });
        thread.shutdown();
        try {
            boolean over = thread.awaitTermination(LAST_WRITE.toMillis(), TimeUnit.MILLISECONDS);
            LOG.debug("no more offset syncs for the source flow={} written={}", flow, over);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
