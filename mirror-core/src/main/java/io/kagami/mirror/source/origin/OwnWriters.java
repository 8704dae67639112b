package io.kagami.mirror.source.origin;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.offset.origin.NoteCodec;
import io.kagami.mirror.source.position.OffsetSyncLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Notes the producer ids a flow writes under in its sync log, each before its first batch is sent. Also where topics' names tell where records came
 * from: they may come to keep their names later, and what was written until then stays under the same id.
 *
 * <p>Threading: thread-safe; blocks.
 */
public final class OwnWriters {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Origins origins;
    private final OffsetSyncLog log;
    private final Set<Long> noted = new HashSet<>();

    public OwnWriters(Origins origins, OffsetSyncLog log) {
        this.origins = origins;
        this.log = log;
    }

    /**
     * The same of the flow's own and of those that partitions were given.
     *
     * @return the flow's own
     */
    public ProducerPosition noteAll(ProducerPosition flow, Collection<OffsetSync> syncs) {
        List<ProducerPosition> writers = new ArrayList<>(List.of(flow));
        for (OffsetSync sync : syncs) {
            ProducerPosition writer = sync.writer();
            if (writer != null) {
                writers.add(writer);
            }
        }
        note(writers);
        return flow;
    }

    /** The same of one. */
    public void noteOne(ProducerPosition writer) {
        note(List.of(writer));
    }

    /**
     * Returns once these are safe in the log.
     *
     * @throws org.apache.kafka.common.KafkaException if they may not be stored: nothing may be written under them then
     */
    public synchronized void note(Collection<ProducerPosition> writers) {
        byte[] value = NoteCodec.writerValue(origins.sourceId(), origins.targetId());
        List<Long> ids = writers.stream()
                .map(ProducerPosition::producerId)
                .distinct()
                .filter(id -> !noted.contains(id))
                .toList();
        List<ProducerRecord<byte[], byte[]>> records = ids.stream()
                .map(id -> log.record(NoteCodec.writerKey(id), value))
                .toList();
        if (!records.isEmpty()) {
            log.store(records, PATIENCE);
            noted.addAll(ids);
        }
    }
}
