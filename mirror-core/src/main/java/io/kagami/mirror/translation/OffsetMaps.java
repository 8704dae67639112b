package io.kagami.mirror.translation;

import io.kagami.mirror.admin.CompactedReader;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.offset.map.OffsetMap;
import io.kagami.mirror.offset.map.StoredMaps;
import io.kagami.mirror.offset.origin.NoteCodec;
import io.kagami.mirror.source.position.OffsetSyncTopic;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The offset maps of all partitions of a flow, as the flow stores them in its offset-syncs topic at the target.
 *
 * <p>Threading: one thread; blocks. The maps it hands out are changed by the next {@link #refresh}.
 */
public final class OffsetMaps implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OffsetMaps.class);

    private final CompactedReader log;
    private StoredMaps maps = new StoredMaps(OffsetMap::new);
    /** Those of a log that is no more, since the last refresh that succeeded. */
    private final Set<TopicPartition> gone = new HashSet<>();

    /** Ids of the clusters the flow noted as its source; the one it noted last is last. */
    private final Set<String> sources = new LinkedHashSet<>();

    private Set<TopicPartition> changed = Set.of();
    private boolean begun;

    OffsetMaps(CompactedReader log) {
        this.log = log;
    }

    /** Those of a flow; nothing is read before the first {@link #refresh}. */
    public static OffsetMaps of(FlowConfig config) {
        OffsetSyncTopic topic = OffsetSyncTopic.of(config);
        return new OffsetMaps(new CompactedReader(topic.name(), topic.consumer()));
    }

    /**
     * Reads what was stored since the last time, the first time all: one request where nothing was. Where there is no such topic yet,
     * there are no maps; of one that was created anew, or lost its end, all is read again.
     *
     * @throws org.apache.kafka.common.KafkaException if the target cannot be asked now; the next call goes on
     */
    public void refresh() throws InterruptedException {
        if (!begun && !log.findPartitions()) {
            changed = Set.of();
            return;
        }
        begun = true;
        log.readToEnd(this::read, this::beginAnew);
        gone.addAll(maps.takeChanged());
        changed = Set.copyOf(gone);
        gone.clear();
    }

    /** The log was created anew, or lost its end: what its records said is not true of copies that were made since. */
    private void beginAnew() {
        gone.addAll(maps.all().keySet());
        maps = new StoredMaps(OffsetMap::new);
        sources.clear();
    }

    /** The map of a source partition; empty where nothing is known of it. */
    public Optional<OffsetMap> map(TopicPartition source) {
        return Optional.ofNullable(maps.all().get(source));
    }

    /** All source partitions of which something is known. */
    public Set<TopicPartition> partitions() {
        return Set.copyOf(maps.all().keySet());
    }

    /** The id of the cluster that the flow copies from, as it noted itself last; empty where it did not, as in early builds. */
    public Optional<String> sourceId() {
        return sources.stream().reduce((earlier, later) -> later);
    }

    /** The source partitions whose maps the last {@link #refresh} changed; after the first one, all. */
    public Set<TopicPartition> changedSinceLastRefresh() {
        return changed;
    }

    private void read(ConsumerRecord<byte[], byte[]> stored) {
        Optional<String> source = NoteCodec.flowOf(stored.key());
        if (source.isPresent()) {
            note(source.get(), stored.value());
            return;
        }
        try {
            boolean unused = maps.take(stored.key(), stored.value());
        } catch (IllegalArgumentException e) {
            LOG.warn("not an offset sync, ignored offset={} error={}", stored.offset(), e.getMessage());
        }
    }

    private void note(String source, byte @Nullable [] value) {
        sources.remove(source);
        if (value != null && NoteCodec.flow(value).isPresent()) {
            sources.add(source);
        }
    }

    @Override
    public void close() {
        log.close();
    }
}
