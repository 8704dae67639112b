package io.kagami.mirror.testkit.workload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Numbered records of one topic, each computed from its number: nothing is stored, and what a perfect copy must hold is
 * known without reading the source.
 *
 * <p>Record n goes to partition n modulo partitions and carries n in its value and in the header {@value #NUMBER_HEADER}.
 *
 * @param topic where the records go
 * @param partitions over how many partitions
 * @param count how many records, counted from 0, the aborted ones included
 * @param shape what they look like
 * @param transactions how they are cut into transactions
 */
public record RecordSet(String topic, int partitions, long count, RecordShape shape, Transactions transactions) {

    /** The header with the record's number, eight bytes. */
    public static final String NUMBER_HEADER = "number";

    private static final String EMPTY_HEADER = "empty";

    public RecordSet {
        if (partitions < 1 || count < 0) {
            throw new IllegalArgumentException(count + " records over " + partitions + " partitions");
        }
    }

    /** Plain records without transactions. */
    public static RecordSet of(String topic, int partitions, long count) {
        return new RecordSet(topic, partitions, count, RecordShape.PLAIN, Transactions.NONE);
    }

    /** The same with other looks. */
    public RecordSet shaped(RecordShape other) {
        return new RecordSet(topic, partitions, count, other, transactions);
    }

    /** The same in transactions. */
    public RecordSet in(Transactions other) {
        return new RecordSet(topic, partitions, count, shape, other);
    }

    /** The first records of this set. */
    public RecordSet first(long fewer) {
        return new RecordSet(topic, partitions, fewer, shape, transactions);
    }

    /** The record with this number. */
    public ProducerRecord<byte[], byte[]> record(long number) {
        return new ProducerRecord<>(
                topic, partition(number), timestamp(number), key(number), value(number), headers(number));
    }

    /** Numbers of the records a perfect copy of the partition holds, in order: all but the aborted ones. */
    public LongStream committed(int partition) {
        return LongStream.range(0, count)
                .filter(number -> partition(number) == partition)
                .filter(number -> !transactions.aborts(number));
    }

    /** Fingerprints of the records a perfect copy of the partition holds, in order. */
    public LongStream expected(int partition) {
        return committed(partition).map(this::fingerprint);
    }

    private long fingerprint(long number) {
        ProducerRecord<byte[], byte[]> record = record(number);
        return Fingerprint.of(record.key(), record.value(), record.headers(), record.timestamp());
    }

    private int partition(long number) {
        return (int) (number % partitions);
    }

    private long timestamp(long number) {
        return shape.firstTimestamp() + number;
    }

    private byte @Nullable [] key(long number) {
        return shape.hasKey(number) ? ascii("key-" + shape.keyNumber(number)) : null;
    }

    private byte @Nullable [] value(long number) {
        if (!shape.hasValue(number)) {
            return null;
        }
        byte[] start = ascii(topic + "#" + number + " ");
        ByteBuffer value = ByteBuffer.allocate(Math.max(start.length, shape.valueBytes()));
        value.put(start);
        // Letters, so that codecs find something to compress, but not one repeated byte.
        SplittableRandom random = new SplittableRandom(number);
        while (value.hasRemaining()) {
            value.put((byte) ('a' + random.nextInt(16)));
        }
        return value.array();
    }

    private static List<Header> headers(long number) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
        return List.of(new RecordHeader(NUMBER_HEADER, bytes), new RecordHeader(EMPTY_HEADER, null));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
