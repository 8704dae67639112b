package io.kagami.mirror.batch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** What a user sees of a record, less its offset; as decoded by Kafka's own classes. */
public record RecordContent(long timestamp, String key, String value, List<String> headers) {

    static List<RecordContent> of(ByteBuffer batches) {
        return of(batches, offset -> true);
    }

    static List<RecordContent> of(ByteBuffer batches, LongPredicate wantsOffset) {
        List<RecordContent> contents = new ArrayList<>();
        for (Record record : MemoryRecords.readableRecords(batches.duplicate()).records()) {
            if (wantsOffset.test(record.offset())) {
                contents.add(of(record));
            }
        }
        return contents;
    }

    static RecordContent of(Record record) {
        List<String> headers = Stream.of(record.headers())
                .map(header ->
                        header.key() + "=" + text(header.value() == null ? null : ByteBuffer.wrap(header.value())))
                .toList();
        return new RecordContent(record.timestamp(), text(record.key()), text(record.value()), headers);
    }

    private static String text(@Nullable ByteBuffer bytes) {
        return bytes == null
                ? "(null)"
                : bytes.remaining() + ":" + HexFormat.of().formatHex(Utils.toArray(bytes));
    }
}
