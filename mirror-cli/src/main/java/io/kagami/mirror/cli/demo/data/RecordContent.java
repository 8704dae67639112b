package io.kagami.mirror.cli.demo.data;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** What the n-th record of a topic looks like; the same n gives the same record. */
@FunctionalInterface
public interface RecordContent {

    /** The record, its partition and time left to the producer. */
    ProducerRecord<byte[], byte[]> record(String topic, long number);

    /** Each its own key, and two headers, one of them without a value. */
    static ProducerRecord<byte[], byte[]> withHeaders(String topic, long number) {
        List<Header> headers = List.of(
                new RecordHeader("trace-id", bytes(Long.toHexString(number * 0x9E3779B97F4A7C15L))),
                new RecordHeader("retried", null));
        return record(topic, bytes(topic + "-" + number), event(topic, number), headers);
    }

    /** Nothing but a value. */
    static ProducerRecord<byte[], byte[]> withoutKey(String topic, long number) {
        return record(topic, null, event(topic, number), List.of());
    }

    /** Five hundred keys that are written again and again, and sometimes deleted. */
    static ProducerRecord<byte[], byte[]> perKey(String topic, long number) {
        boolean deletes = number % 9 == 8;
        byte @Nullable [] value = deletes ? null : event(topic, number);
        return record(topic, bytes("customer-" + number % 500), value, List.of());
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
        return new ProducerRecord<>(topic, null, null, key, value, headers);
    }

    private static byte[] event(String topic, long number) {
        SplittableRandom random = new SplittableRandom(number);
        String text = "{\"id\":%d,\"topic\":\"%s\",\"amount\":%d.%02d,\"customer\":\"%08x\",\"note\":\"%s\"}"
                .formatted(
                        number,
                        topic,
                        random.nextInt(1000),
                        random.nextInt(100),
                        random.nextInt(),
                        letters(random, 120 + random.nextInt(80)));
        return bytes(text);
    }

    private static String letters(SplittableRandom random, int count) {
        StringBuilder text = new StringBuilder(count);
        for (int letter = 0; letter < count; letter++) {
            text.append((char) ('a' + random.nextInt(20)));
        }
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
