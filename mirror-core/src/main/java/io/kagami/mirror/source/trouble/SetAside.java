package io.kagami.mirror.source.trouble;

import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.wire.records.RecordContent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Records that cannot be copied, in the form in which they are put aside: content and headers as they were, and headers that say where they
 * come from. Their timestamps are a header only, because a broker may refuse them here too, or delete at once what is old.
 *
 * <p>Threading: stateless.
 */
final class SetAside {

    private static final String RAW = "kagami.raw-batch";
    private static final String TRUNCATED = "kagami.truncated";
    private static final int KEPT_BYTES = 64 << 10;

    private SetAside() {}

    /** One for each record of a batch as it was to be sent. */
    static List<ProducerRecord<byte[], byte[]>> records(String topic, PartitionEvent event, ByteBuffer batch) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        long offset = event.offsets().upstream();
        for (RecordContent content : RecordContent.of(batch)) {
            List<Header> headers = new ArrayList<>(content.headers());
            headers.addAll(provenance(event, offset++));
            headers.add(header("kagami.timestamp", Long.toString(content.timestamp())));
            records.add(new ProducerRecord<>(topic, 0, null, content.key(), content.value(), headers));
        }
        return records;
    }

    /** One for a batch that nobody can decode, byte for byte. */
    static List<ProducerRecord<byte[], byte[]>> raw(String topic, PartitionEvent event, ByteBuffer batch) {
        byte[] value = new byte[batch.remaining()];
        batch.duplicate().get(value);
        List<Header> headers = new ArrayList<>(provenance(event, event.offsets().upstream()));
        headers.add(header(RAW, "true"));
        return List.of(new ProducerRecord<>(topic, 0, null, null, value, headers));
    }

    /** The same, cut short so that any topic takes it; a header says how long the value was. */
    static ProducerRecord<byte[], byte[]> truncated(ProducerRecord<byte[], byte[]> whole) {
        byte[] value = whole.value();
        List<Header> headers = new ArrayList<>(List.of(whole.headers().toArray()));
        headers.add(header(TRUNCATED, Integer.toString(value == null ? 0 : value.length)));
        return new ProducerRecord<>(whole.topic(), 0, null, cut(whole.key()), cut(value), headers);
    }

    private static byte @Nullable [] cut(byte @Nullable [] bytes) {
        return bytes == null || bytes.length <= KEPT_BYTES ? bytes : Arrays.copyOf(bytes, KEPT_BYTES);
    }

    private static List<Header> provenance(PartitionEvent event, long offset) {
        return List.of(
                header("kagami.flow", event.flow().toString()),
                header("kagami.topic", event.source().topic()),
                header("kagami.partition", Integer.toString(event.source().partition())),
                header("kagami.offset", Long.toString(offset)),
                header("kagami.cause", event.kind().key() + ": " + event.message()));
    }

    private static Header header(String key, String value) {
        return new RecordHeader(key, value.getBytes(StandardCharsets.UTF_8));
    }
}
