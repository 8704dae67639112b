package io.kagami.mirror.source.position;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.naming.OffsetSyncsLocation;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.OffsetSyncCodec;
import io.kagami.mirror.source.mirrormaker.FormerTopic;
import io.kagami.mirror.source.mirrormaker.FormerTopic.Sight;
import io.kagami.mirror.source.mirrormaker.WriterMark;
import io.kagami.mirror.source.position.rules.Place;
import io.kagami.mirror.source.position.rules.Surprise;
import io.kagami.mirror.source.position.rules.TakenOver;
import io.kagami.mirror.topology.Flow;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what MirrorMaker 2 keeps of a flow it copied: Connect's offsets at the target, under the key
 * {@code ["MirrorSourceConnector",{"cluster":"A","partition":0,"topic":"test"}]}, and its offset syncs, on the cluster where it keeps them. Keys of
 * syncs do not name their flow, so no other topic may be looked at. Writes nothing.
 *
 * <p>Threading: one thread at a time; blocks.
 */
public final class MirrorMakerPositions {

    private static final Logger LOG = LoggerFactory.getLogger(MirrorMakerPositions.class);
    private static final String CONNECTOR = "MirrorSourceConnector";
    /** No topic of ours is called so. */
    private static final String THEIRS_ALONE = "mm2-offsets.";

    /** How long what we may not see is not looked for again. */
    private static final Duration HIDDEN_FOR = Duration.ofSeconds(20);

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Where that is.
     *
     * @param offsets topics at the target that may hold Connect's offsets
     * @param syncs where it keeps offset syncs; empty if it writes none
     */
    public record Topics(Flow flow, Set<String> offsets, Optional<Syncs> syncs) {
        public Topics {
            offsets = Set.copyOf(offsets);
        }

        /** As a source connector's settings say. */
        static Topics of(FlowConfig config) {
            return new Topics(
                    config.flow(),
                    new HashSet<>(config.connectOffsetsTopics()),
                    config.emitOffsetSyncsEnabled()
                            ? Optional.of(new Syncs(config.offsetSyncsLocation(), config.offsetSyncsTopic()))
                            : Optional.empty());
        }
    }

    /** Where offset syncs are. */
    public record Syncs(OffsetSyncsLocation location, String topic) {}

    private final Topics topics;
    private final Map<String, Object> source;
    private final Map<String, Object> target;
    private final Map<TopicPartition, Long> nextByPartition = new HashMap<>();
    private final Map<TopicPartition, OffsetSync> lastSyncs = new HashMap<>();
    private final Set<TopicPartition> asked = ConcurrentHashMap.newKeySet();
    private boolean isRead;
    private boolean wasHere;
    private volatile Set<String> hidden = Set.of();
    private long readNanos;

    /**
     * Opens nothing yet.
     *
     * @param source consumer settings of the source
     * @param target consumer settings of the target
     */
    MirrorMakerPositions(Topics topics, Map<String, Object> source, Map<String, Object> target) {
        this.topics = topics;
        this.source = Map.copyOf(source);
        this.target = Map.copyOf(target);
    }

    /**
     * What is known of a partition: where MirrorMaker 2 was, it may have copied some of it before it could tell. The first call reads everything, later ones remember.
     *
     * @throws KafkaException if one of the clusters cannot be asked now
     */
    Optional<TakenOver> of(TopicPartition partition) throws InterruptedException {
        read();
        asked.add(partition);
        Optional<TakenOver> told = TakenOver.of(nextByPartition.get(partition), lastSyncs.get(partition));
        return told.isEmpty() && wasHere ? Optional.of(TakenOver.NOTHING_TOLD) : told;
    }

    /** The place where a partition begins, with a word to it if MirrorMaker 2 may have copied it, and we are not let see what it keeps of that. */
    Place noted(TopicPartition partition, Place place) {
        return hidden.isEmpty() || !asked.contains(partition)
                ? place
                : place.telling(Surprise.POSITION_UNCERTAIN, doubt());
    }

    private String doubt() {
        return "the copy is not empty, and whether MirrorMaker 2 wrote it cannot be told, so it is copied from its beginning: to have positions taken over,"
                + " grant READ and DESCRIBE on " + String.join(", ", hidden) + " at "
                + topics.flow().target() + " before the flow first starts";
    }

    /**
     * Our own syncs and, of partitions that have none, those that MirrorMaker 2's positions amount to: what it has copied for certain is before
     * them. For record mode, which repeats what is uncertain. A sync at the target that does not name its topic is one of MirrorMaker 2's, too,
     * and gives way to what Connect has stored of it.
     *
     * @throws KafkaException if one of the clusters cannot be asked now
     */
    public static Map<TopicPartition, OffsetSync> beside(
            Map<TopicPartition, OffsetSync> own, Topics topics, Map<String, Object> source, Map<String, Object> target)
            throws InterruptedException {
        MirrorMakerPositions theirs = new MirrorMakerPositions(topics, source, target);
        theirs.read();
        Map<TopicPartition, OffsetSync> all = new HashMap<>(own);
        for (TopicPartition partition : theirs.partitions()) {
            theirs.of(partition)
                    .map(taken -> sync(partition, taken.next()))
                    .ifPresent(told -> all.merge(
                            partition, told, (present, their) -> isFurther(their, present) ? their : present));
        }
        return all;
    }

    private static OffsetSync sync(TopicPartition partition, long next) {
        return new OffsetSync(partition.topic(), partition.partition(), next, 0);
    }

    private static boolean isFurther(OffsetSync told, OffsetSync present) {
        return present.topicId().equals(Uuid.ZERO_UUID) && told.upstreamOffset() > present.upstreamOffset();
    }

    private void read() throws InterruptedException {
        if (isRead && (hidden.isEmpty() || System.nanoTime() - readNanos < HIDDEN_FOR.toNanos())) {
            return;
        }
        Set<String> notShown = new TreeSet<>();
        for (String offsets : topics.offsets()) {
            if (readOffsets(offsets) == Sight.HIDDEN) {
                notShown.add(offsets);
            }
        }
        hidden = notShown;
        if (topics.syncs().isPresent()) {
            readSyncs(topics.syncs().get());
        }
        isRead = true;
        readNanos = System.nanoTime();
        tell();
    }

    private Sight readOffsets(String topic) throws InterruptedException {
        Sight sight = new FormerTopic(topic, target).read(this::rememberOffset);
        wasHere |= sight.isThere() && topic.startsWith(THEIRS_ALONE);
        if (sight == Sight.UNREADABLE) {
            throw new TopicAuthorizationException(
                    "MirrorMaker 2 may have copied this flow before, and its positions in " + topic
                            + " may not be read: grant READ on that topic at "
                            + topics.flow().target(),
                    Set.of(topic));
        }
        return sight;
    }

    private void readSyncs(Syncs syncs) throws InterruptedException {
        Map<String, Object> client = syncs.location() == OffsetSyncsLocation.SOURCE ? source : target;
        Sight sight = new FormerTopic(syncs.topic(), client).read(this::rememberSync);
        if (wasHere && (sight == Sight.HIDDEN || sight == Sight.UNREADABLE)) {
            LOG.warn(
                    "MirrorMaker 2 has copied this flow before, and its offset syncs may not be read: where copies stand is found by comparing"
                            + " them with the source flow={} topic={}",
                    topics.flow(),
                    syncs.topic());
        }
    }

    private Set<TopicPartition> partitions() {
        Set<TopicPartition> all = new HashSet<>(nextByPartition.keySet());
        all.addAll(lastSyncs.keySet());
        return all;
    }

    private void tell() {
        Set<TopicPartition> all = partitions();
        if (!hidden.isEmpty()) {
            LOG.warn(
                    "whether MirrorMaker 2 has copied this flow before cannot be told: if it has, grant READ and DESCRIBE to have its positions"
                            + " taken over flow={} topics={}",
                    topics.flow(),
                    hidden);
        }
        if (!all.isEmpty()) {
            LOG.info(
                    "MirrorMaker 2 has copied this flow before: its positions are taken over where we have none of our own"
                            + " flow={} partitions={} connectOffsets={} syncs={}",
                    topics.flow(),
                    all.size(),
                    nextByPartition.size(),
                    lastSyncs.size());
        }
    }

    private void rememberOffset(ConsumerRecord<byte[], byte[]> record) {
        try {
            JsonNode key = JSON.readTree(record.key());
            JsonNode where = key.path(1);
            if (!CONNECTOR.equals(key.path(0).asText())
                    || !topics.flow()
                            .source()
                            .name()
                            .equals(where.path("cluster").asText())
                    || !where.path("partition").isIntegralNumber()) {
                return;
            }
            TopicPartition partition = new TopicPartition(
                    where.path("topic").asText(), where.path("partition").asInt());
            JsonNode last = record.value() == null
                    ? JSON.nullNode()
                    : JSON.readTree(record.value()).path("offset");
            if (last.isIntegralNumber() && last.asLong() >= 0) {
                nextByPartition.put(partition, last.asLong() + 1);
            } else {
                nextByPartition.remove(partition);
            }
        } catch (JsonProcessingException foreign) {
            LOG.debug("not an offset of Connect topic={} offset={}", record.topic(), record.offset());
        } catch (IOException e) {
            throw new KafkaException("bytes in memory cannot be read", e);
        }
    }

    private void rememberSync(ConsumerRecord<byte[], byte[]> record) {
        try {
            TopicPartition partition = OffsetSyncCodec.partition(record.key());
            Optional<String> writer = WriterMark.of(record);
            if (writer.isPresent() && !writer.get().equals(topics.flow().toString())) {
                return;
            }
            if (record.value() == null
                    || writer.isPresent()) { // where we wrote, our own log says how far, and MirrorMaker 2's pair is
                // older
                lastSyncs.remove(partition);
                return;
            }
            OffsetSync sync = OffsetSyncCodec.decode(record.key(), record.value());
            if (!OffsetSyncCodec.isOnlyAPair(record.value())) {
                return; // of a log of ours, kept here by an early build, for a flow that cannot be told
            }
            if (sync.upstreamOffset() >= 0 && sync.downstreamOffset() >= 0) {
                lastSyncs.put(partition, sync);
            } else {
                lastSyncs.remove(partition);
            }
        } catch (IllegalArgumentException foreign) {
            LOG.debug("not an offset sync topic={} offset={}", record.topic(), record.offset());
        }
    }
}
