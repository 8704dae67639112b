package io.kagami.mirror.source.compare;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What tells one record from another: half of a SHA-256 over timestamp, key, value and headers. */
record Fingerprint(long high, long low) {

    private static final int NULL_LENGTH = -1;

    /**
     * Of a record.
     *
     * @param withTimestamp not so where the copies carry the target's append time
     */
    static Fingerprint of(ConsumerRecord<byte[], byte[]> record, boolean withTimestamp) {
        MessageDigest digest = newDigest();
        update(digest, record.key());
        update(digest, record.value());
        for (Header header : record.headers()) {
            update(digest, header.key().getBytes(StandardCharsets.UTF_8));
            update(digest, header.value());
        }
        if (withTimestamp) {
            digest.update(
                    ByteBuffer.allocate(Long.BYTES).putLong(record.timestamp()).flip());
        }
        ByteBuffer sum = ByteBuffer.wrap(digest.digest());
        return new Fingerprint(sum.getLong(), sum.getLong());
    }

    private static void update(MessageDigest digest, byte @Nullable [] bytes) {
        int length = bytes == null ? NULL_LENGTH : bytes.length;
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
        if (bytes != null) {
            digest.update(bytes);
        }
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
