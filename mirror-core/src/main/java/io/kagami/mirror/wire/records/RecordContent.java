package io.kagami.mirror.wire.records;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * What one record of a batch holds.
 *
 * @param key as bytes, or null as the source has it
 * @param value likewise
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RecordContent(long timestamp, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {

    /**
     * Decodes a whole batch.
     *
     * @throws RuntimeException if it is damaged
     */
    public static List<RecordContent> of(ByteBuffer batch) {
        List<RecordContent> contents = new ArrayList<>();
        for (Record each : MemoryRecords.readableRecords(batch).records()) {
            contents.add(new RecordContent(
                    each.timestamp(), bytes(each.key()), bytes(each.value()), List.of(each.headers())));
        }
        return contents;
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        return buffer == null ? null : Utils.toArray(buffer);
    }
}
