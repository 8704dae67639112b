package io.kagami.mirror.batch;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.internal.SimpleRecord;

/** Records of all shapes: with and without key, value and headers. */
public final class SampleRecords {

    private static final long FIRST_TIMESTAMP = 1_600_000_000_000L;

    private SampleRecords() {}

    /** So many plain records, their numbers in the value. */
    public static SimpleRecord[] numbered(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new SimpleRecord(FIRST_TIMESTAMP + number, bytes("k"), bytes("value-" + number)))
                .toArray(SimpleRecord[]::new);
    }

    /** One of each shape. */
    public static SimpleRecord[] ofEveryShape() {
        Header[] headers = {
            new RecordHeader("trace", bytes("7")), new RecordHeader("trace", bytes("8")), new RecordHeader("none", null)
        };
        return new SimpleRecord[] {
            new SimpleRecord(FIRST_TIMESTAMP, bytes("key"), bytes("value"), headers),
            new SimpleRecord(FIRST_TIMESTAMP - 5, (byte[]) null, bytes("no key")),
            new SimpleRecord(FIRST_TIMESTAMP + 100_000_000, bytes("no value"), null),
            new SimpleRecord(0, (byte[]) null, null),
            new SimpleRecord(
                    FIRST_TIMESTAMP, new byte[0], new byte[0], new Header[] {new RecordHeader("é", new byte[0])})
        };
    }

    public static SimpleRecord[] random(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new SimpleRecord(
                        FIRST_TIMESTAMP + random.nextInt(1_000_000), randomBytes(random, 10), randomBytes(random, 200)))
                .toArray(SimpleRecord[]::new);
    }

    /** One record whose value does not compress. */
    public static SimpleRecord huge(int bytes) {
        byte[] value = new byte[bytes];
        new Random(bytes).nextBytes(value);
        return new SimpleRecord(FIRST_TIMESTAMP, bytes("huge"), value);
    }

    private static byte[] randomBytes(Random random, int bound) {
        byte[] bytes = new byte[random.nextInt(bound)];
        for (int index = 0; index < bytes.length; index++) {
            bytes[index] = (byte) random.nextInt(8);
        }
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
