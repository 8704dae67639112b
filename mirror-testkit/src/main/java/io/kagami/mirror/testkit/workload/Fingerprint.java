package io.kagami.mirror.testkit.workload;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record's key, value, headers and timestamp in 64 bits: records that differ in any of them differ here, with the odds
 * of chance against it. Null and empty differ.
 */
public final class Fingerprint {

    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private Fingerprint() {}

    /** The fingerprint of a record; the order of headers counts. */
    public static long of(byte @Nullable [] key, byte @Nullable [] value, Headers headers, long timestamp) {
        long hash = mix(PRIME, timestamp);
        hash = add(hash, key);
        hash = add(hash, value);
        for (Header header : headers) {
            hash = add(hash, header.key().getBytes(StandardCharsets.UTF_8));
            hash = add(hash, header.value());
        }
        return hash;
    }

    private static long add(long hash, byte @Nullable [] bytes) {
        if (bytes == null) {
            return mix(hash, -1);
        }
        long sum = mix(hash, bytes.length);
        for (byte one : bytes) {
            sum = (sum ^ one) * 0x100000001B3L;
        }
        return mix(hash, sum);
    }

    private static long mix(long hash, long more) {
        long mixed = (Long.rotateLeft(hash, 23) ^ more) * PRIME;
        return mixed ^ (mixed >>> 32);
    }
}
