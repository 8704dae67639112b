package io.kagami.mirror.cli.demo.data;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * How a compacted topic gets gaps between its offsets before the mirror sees it, and then stays as it is, so that both sides can be
 * compared record by record: a cleaner that went on would do so at different times on both sides.
 */
public final class Compaction {

    /** Roll segments at once, for only old segments are cleaned, and clean them as soon as possible. */
    public static final Map<String, String> EAGER =
            Map.of("segment.ms", "200", "min.cleanable.dirty.ratio", "0.01", "min.compaction.lag.ms", "0");

    /** Leave records of the last day alone. */
    public static final Map<String, String> AT_REST =
            Map.of("segment.ms", "604800000", "min.compaction.lag.ms", "86400000");

    // Of a record batch's header, see "Record Batch" in Kafka's message format.
    private static final int LAST_OFFSET_DELTA = 23;
    private static final int RECORD_COUNT = 57;

    private Compaction() {}

    /** Whether records are missing within or between these batches of one partition. */
    public static boolean hasGaps(List<ByteBuffer> batches) {
        long expected = 0;
        for (ByteBuffer batch : batches) {
            long base = batch.getLong(batch.position());
            int lastDelta = batch.getInt(batch.position() + LAST_OFFSET_DELTA);
            int count = batch.getInt(batch.position() + RECORD_COUNT);
            if (base != expected || count != lastDelta + 1) {
                return true;
            }
            expected = base + lastDelta + 1;
        }
        return false;
    }
}
