package io.kagami.mirror.source.start;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kagami.mirror.admin.CompactedTopic;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.source.mirrormaker.MirrorMakerSyncs;
import io.kagami.mirror.source.position.OffsetSyncLog;
import io.kagami.mirror.source.position.OffsetSyncTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Tells MirrorMaker 2 how far a flow was copied, in the place and form its own Connect looks for it, so that it goes on where we ended; and, as offset
 * syncs, at which pair of offsets, so that it can translate positions of groups that rest there.
 * The flow must have been stopped in good order: our last offset syncs then say where each copy ends.
 *
 * <p>Threading: one thread; blocks.
 */
public final class HandBack {

    private static final String CONNECTOR = "MirrorSourceConnector";
    private static final Duration WRITE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FlowConfig config;
    private final String topic;
    private Map<?, OffsetSync> last = Map.of();

    /** For the flow of a source connector's settings. */
    public HandBack(FlowConfig config) {
        this.config = config;
        this.topic = config.connectOffsetsTopics().get(0);
    }

    /** The topic MirrorMaker 2's Connect keeps its positions in. */
    public String topic() {
        return topic;
    }

    /**
     * Writes the positions of all partitions that were copied.
     *
     * @return the next upstream offset of each, as topic-partition
     * @throws KafkaException if the target cannot be read or written now
     */
    public SortedMap<String, Long> write() throws InterruptedException {
        OffsetSyncLog log = new OffsetSyncLog(OffsetSyncTopic.of(config));
        last = log.read().last();
        new CompactedTopic(topic, Optional.empty()).createIfAbsent(config.targetAdmin());
        SortedMap<String, Long> written = new TreeMap<>();
        List<ProducerRecord<byte[], byte[]>> records = last.values().stream()
                .filter(sync -> sync.upstreamOffset() > 0)
                .map(sync -> {
                    written.put(sync.topic() + "-" + sync.partition(), sync.upstreamOffset());
                    return record(sync);
                })
                .toList();
        try {
            log.store(records, WRITE);
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new KafkaException("positions could not be written to topic " + topic + ": " + cause.getMessage(), e);
        }
        return written;
    }

    /**
     * Writes, after {@link #write}, the offset syncs.
     *
     * @return how many, and where
     * @throws KafkaException if that cluster cannot be written now: positions of groups are then translated once MirrorMaker 2 has written syncs of its own
     */
    public String writeSyncs() throws InterruptedException {
        try (MirrorMakerSyncs syncs = MirrorMakerSyncs.handingBack(config, WRITE)) {
            int written = syncs.store(
                    last.values().stream().filter(sync -> !sync.onlyCounts()).toList());
            return written + " offset syncs written to " + syncs.place();
        }
    }

    private ProducerRecord<byte[], byte[]> record(OffsetSync sync) {
        return new ProducerRecord<>(
                topic, json(List.of(CONNECTOR, partition(sync))), json(Map.of("offset", sync.upstreamOffset() - 1)));
    }

    /** Connect finds a position by its key's bytes: only a {@code HashMap} has the order MirrorMaker 2's has. */
    private Map<String, Object> partition(OffsetSync sync) {
        Map<String, Object> partition = new HashMap<>();
        partition.put("cluster", config.flow().source().name());
        partition.put("topic", sync.topic());
        partition.put("partition", sync.partition());
        return partition;
    }

    private static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of texts and numbers are JSON", e);
        }
    }
}
