package io.kagami.mirror.source.trouble;

import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.event.SickNote;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    private final String topic;
    private final SideProducer producer;
    private final Map<TopicPartition, byte[]> unwritten = new ConcurrentHashMap<>();

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

    /** Writes what could not be written before; to be called now and then. */
    void retry() {
        if (!unwritten.isEmpty()) {
            write();
        }
    }

    private void write() {
        producer.run(() -> unwritten.forEach((source, note) -> {
            try {
                producer.send(List.of(new ProducerRecord<>(topic, 0, SickNote.key(source), note)));
                unwritten.remove(source, note);
            } catch (KafkaException e) {
                LOG.debug("no note could be written yet topic={} partition={}", source.topic(), source.partition(), e);
            }
        }));
    }
}
