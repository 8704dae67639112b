package io.kagami.mirror.source.start;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.OffsetSyncCodec;
import io.kagami.mirror.offset.start.FirstSightCodec;
import io.kagami.mirror.offset.start.FirstSights;
import java.nio.BufferUnderflowException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a flow's offset-syncs topic says of beginnings: which topics have been copied from, and where topics ended at first sight.
 *
 * <p>Threading: one thread.
 */
final class SyncsRead implements OffsetSyncsTopic.Reader {

    private final FirstSights sights = new FirstSights();
    private final Set<String> begun = new HashSet<>();

    @Override
    public void record(byte[] key, byte @Nullable [] value) {
        if (value == null) {
            return;
        }
        try {
            if (FirstSightCodec.isOurs(key)) {
                sights.replay(key, value);
            } else {
                OffsetSync sync = OffsetSyncCodec.decode(key, value);
                begun.add(sync.topic());
            }
        } catch (IllegalArgumentException | BufferUnderflowException foreign) {
            return; // nothing this class is to judge
        }
    }

    FirstSights sights() {
        return sights;
    }

    /** Whether a partition of the topic has been copied from. */
    boolean hasBegun(String topic) {
        return begun.contains(topic);
    }
}
