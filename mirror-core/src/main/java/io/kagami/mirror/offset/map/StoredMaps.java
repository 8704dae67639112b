package io.kagami.mirror.offset.map;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.OffsetSyncCodec;
import io.kagami.mirror.offset.start.FirstSightCodec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The offset maps of many partitions, as the records of their log tell.
 *
 * <p>Threading: one thread.
 */
public final class StoredMaps {

    private static final String NO_TOPIC = "!";

    private final Supplier<OffsetMap> maps;
    private final Predicate<TopicPartition> wanted;
    private final Map<TopicPartition, OffsetMap> bySource = new HashMap<>();
    private final Set<TopicPartition> changed = new HashSet<>();

    /** @param maps makes empty ones */
    public StoredMaps(Supplier<OffsetMap> maps) {
        this(maps, any -> true);
    }

    /**
     * Those of some partitions.
     *
     * @param maps makes empty ones
     * @param wanted whose maps are kept
     */
    public StoredMaps(Supplier<OffsetMap> maps, Predicate<TopicPartition> wanted) {
        this.maps = maps;
        this.wanted = wanted;
    }

    /**
     * Takes in a record of the log; the oldest come first.
     *
     * @return whether it was about maps and nothing else
     * @throws IllegalArgumentException if it cannot be read
     */
    public boolean take(byte[] key, byte @Nullable [] value) {
        if (StoredRuns.isKey(key)) {
            if (value != null) {
                StoredRuns.decode(key, value)
                        .filter(runs -> wanted.test(runs.source()))
                        .ifPresent(runs -> mapToChange(runs.source()).apply(runs));
            }
            return true;
        }
        if (value != null && !FirstSightCodec.isOurs(key)) {
            OffsetSync sync = OffsetSyncCodec.decode(key, value);
            TopicPartition source = new TopicPartition(sync.topic(), sync.partition());
            if (!sync.topic().startsWith(NO_TOPIC) && wanted.test(source)) {
                mapToChange(source).apply(sync);
            }
        }
        return false;
    }

    private OffsetMap mapToChange(TopicPartition source) {
        changed.add(source);
        return bySource.computeIfAbsent(source, absent -> maps.get());
    }

    /** By source partition. */
    public Map<TopicPartition, OffsetMap> all() {
        return bySource;
    }

    /** Those that were changed since this was asked last. */
    public Set<TopicPartition> takeChanged() {
        Set<TopicPartition> taken = Set.copyOf(changed);
        changed.clear();
        return taken;
    }
}
