package io.kagami.mirror.source.trouble;

import io.kagami.mirror.admin.AdminClients;
import io.kagami.mirror.event.PartitionEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic at the target that holds what the copies could not. It is created when it is first needed, keeps records for ever and takes large
 * ones.
 *
 * <p>Threading: may be called from one thread; the work is done on that of the {@link SideProducer}, where the answers are given too.
 */
public final class Quarantine {

    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);
    private static final int MOST_RECORD_BYTES = 64 << 20;

    private final QuarantineSettings settings;
    private final SideProducer producer;
    private boolean created;

    public Quarantine(QuarantineSettings settings, SideProducer producer) {
        this.settings = settings;
        this.producer = producer;
    }

    /**
     * Puts the records of a refused batch aside.
     *
     * @param batch as it was to be sent; not changed
     * @param done called when they are safe
     * @param failed called with the reason if they are not
     */
    public void put(PartitionEvent event, ByteBuffer batch, Runnable done, Consumer<String> failed) {
        ByteBuffer own = copy(batch);
        run(event, done, failed, () -> SetAside.records(settings.topic(), event, own));
    }

    /** Puts a damaged batch aside, byte for byte. */
    public void putRaw(PartitionEvent event, ByteBuffer batch, Runnable done, Consumer<String> failed) {
        ByteBuffer own = copy(batch);
        run(event, done, failed, () -> SetAside.raw(settings.topic(), event, own));
    }

    private static ByteBuffer copy(ByteBuffer batch) {
        return ByteBuffer.allocate(batch.remaining()).put(batch.duplicate()).flip();
    }

    private interface Content {
        List<ProducerRecord<byte[], byte[]>> records();
    }

    private void run(PartitionEvent event, Runnable done, Consumer<String> failed, Content content) {
        producer.run(() -> {
            try {
                createIfAbsent();
                content.records().forEach(record -> send(record, event));
            } catch (RuntimeException e) {
                failed.accept("it could not be put aside: " + e.getMessage());
                return;
            }
            LOG.warn(
                    "put aside topic={} flow={} sourceTopic={} partition={} upstreamOffset={}",
                    settings.topic(),
                    settings.flow(),
                    event.source().topic(),
                    event.source().partition(),
                    event.offsets().upstream());
            done.run();
        });
    }

    private void send(ProducerRecord<byte[], byte[]> record, PartitionEvent event) {
        try {
            producer.send(List.of(record));
        } catch (RecordTooLargeException e) {
            LOG.warn(
                    "too large for the quarantine topic too, cut short topic={} flow={} sourceTopic={} partition={}"
                            + " upstreamOffset={}",
                    settings.topic(),
                    settings.flow(),
                    event.source().topic(),
                    event.source().partition(),
                    event.offsets().upstream());
            producer.send(List.of(SetAside.truncated(record)));
        }
    }

    private void createIfAbsent() {
        if (created) {
            return;
        }
        NewTopic topic = new NewTopic(settings.topic(), 1, settings.replicationFactor())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        "-1",
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(MOST_RECORD_BYTES)));
        Admin admin = AdminClients.create(settings.admin());
        try {
            if (!admin.listTopics().names().get().contains(settings.topic())) {
                admin.createTopics(List.of(topic)).all().get();
            }
            created = true;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("topic " + settings.topic() + " cannot be created", e.getCause());
            }
            created = true;
        } finally {
            admin.close(Duration.ZERO);
        }
    }
}
