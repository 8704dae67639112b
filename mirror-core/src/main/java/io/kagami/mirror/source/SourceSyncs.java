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
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offset syncs at the source as well, bare as MirrorMaker 2 writes them, for tools that look there: {@code offset-syncs.topic.location = source}.
 * Ours are the ones at the target; these are written for others, and a source that takes none is said once.
 *
 * <p>Threading: the task's thread.
 */
final class SourceSyncs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SourceSyncs.class);
    private static final Duration LONGEST_WAIT = Duration.ofMillis(200);

    private final Flow flow;
    private final CompactedTopic topic;
    private final Map<String, Object> admin;
    private final Map<String, Object> settings;
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
    }

    /** Writes them without waiting; what fails is superseded by the next. */
    void write(Collection<OffsetSync> syncs) throws InterruptedException {
        if (syncs.isEmpty()) {
            return;
        }
        try {
            KafkaProducer<byte[], byte[]> open = open();
            for (OffsetSync sync : syncs) {
                OffsetSync bare =
                        new OffsetSync(sync.topic(), sync.partition(), sync.upstreamOffset(), sync.downstreamOffset());
                Future<RecordMetadata> unused = open.send(
                        new ProducerRecord<>(topic.name(), 0, OffsetSyncCodec.key(bare), OffsetSyncCodec.value(bare)),
                        (written, error) -> heard(error));
            }
        } catch (KafkaException e) {
            heard(e);
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

    @Override
    public void close() {
        KafkaProducer<byte[], byte[]> present = producer;
        producer = null;
        if (present != null) {
            present.close(Duration.ofSeconds(1));
        }
    }
}
