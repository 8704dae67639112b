package io.kagami.mirror.offset.map;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.OffsetSyncCodec;
import io.kagami.mirror.offset.start.FirstSightCodec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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
    private final Map<TopicPartition, OffsetMap> bySource = new HashMap<>();
    private final Set<TopicPartition> changed = new HashSet<>();

    /** @param maps makes empty ones */
    public StoredMaps(Supplier<OffsetMap> maps) {
        this.maps = maps;
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
                        .ifPresent(runs -> mapToChange(runs.source()).apply(runs));
            }
            return true;
        }
        if (value != null && !FirstSightCodec.isOurs(key)) {
            OffsetSync sync = OffsetSyncCodec.decode(key, value);
            if (!sync.topic().startsWith(NO_TOPIC)) {
                mapToChange(new TopicPartition(sync.topic(), sync.partition())).apply(sync);
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
