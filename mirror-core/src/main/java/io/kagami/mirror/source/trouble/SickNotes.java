package io.kagami.mirror.source.trouble;

import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.event.SickNote;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a note for each partition that falls sick or is well again to the flow's offset-syncs topic. The last note about a partition counts;
 * one that could not be written is tried again.
 *
 * <p>Threading: thread-safe; writes on the thread of the {@link SideProducer}.
 */
public final class SickNotes {

    private static final Logger LOG = LoggerFactory.getLogger(SickNotes.class);

    private static final long RETRY_MS = Duration.ofSeconds(10).toMillis();

    private final String topic;
    private final SideProducer producer;
    private final Map<TopicPartition, byte[]> unwritten = new ConcurrentHashMap<>();
    private final AtomicBoolean queued = new AtomicBoolean();
    private volatile boolean failed;
    private long triedMs;

    /**
     * @param topic the offset-syncs topic at the target
     */
    public SickNotes(String topic, SideProducer producer) {
        this.topic = topic;
        this.producer = producer;
    }

    void sick(PartitionEvent event) {
        unwritten.put(event.source(), SickNote.sick(event));
        write();
    }

    void well(TopicPartition source, EventOffsets offsets) {
        unwritten.put(source, SickNote.well(offsets));
        write();
    }

    /** Writes what could not be written before, after a while; to be called now and then. */
    void retry(long nowMs) {
        if (unwritten.isEmpty()) {
            failed = false;
        } else if (failed && nowMs - triedMs >= RETRY_MS) {
            triedMs = nowMs;
            write();
        }
    }

    /** At most one job waits, so that notes of many partitions hold up nobody's quarantine. */
    private void write() {
        if (queued.compareAndSet(false, true)) {
            producer.run(this::writeAll);
        }
    }

    private void writeAll() {
        queued.set(false);
        Map<TopicPartition, byte[]> notes = Map.copyOf(unwritten);
        try {
            producer.send(notes.entrySet().stream()
                    .map(note -> new ProducerRecord<>(topic, 0, SickNote.key(note.getKey()), note.getValue()))
                    .toList());
            notes.forEach(unwritten::remove);
        } catch (KafkaException e) {
            failed = true;
            LOG.debug("no notes could be written yet topic={} notes={}", topic, notes.size(), e);
        }
    }
}
