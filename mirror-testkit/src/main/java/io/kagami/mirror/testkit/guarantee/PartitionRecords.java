package io.kagami.mirror.testkit.guarantee;

import io.kagami.mirror.testkit.workload.Fingerprint;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records of one partition in order, 16 bytes each: offset and fingerprint.
 *
 * <p>Threading: one thread fills it.
 */
public final class PartitionRecords {

    private long[] offsets = new long[64];
    private long[] fingerprints = new long[64];
    private int size;

    /** Adds a record that was read. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        add(record.offset(), Fingerprint.of(record.key(), record.value(), record.headers(), record.timestamp()));
    }

    /** Adds a record by its fingerprint. */
    void add(long offset, long fingerprint) {
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, size * 2);
            fingerprints = Arrays.copyOf(fingerprints, size * 2);
        }
        offsets[size] = offset;
        fingerprints[size] = fingerprint;
        size++;
    }

    /** How many records there are. */
    public int size() {
        return size;
    }

    /** The offset of the record at this place, counted from 0. */
    public long offset(int place) {
        return offsets[place];
    }

    /** The fingerprint of the record at this place. */
    public long fingerprint(int place) {
        return fingerprints[place];
    }
}
