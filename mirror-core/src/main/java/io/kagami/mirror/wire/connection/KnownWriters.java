package io.kagami.mirror.wire.connection;

import io.kagami.mirror.offset.ProducerPosition;
import java.util.Map;
import java.util.Optional;

/**
 * What a partition's leader remembers of idempotent producers (KIP-664). It forgets those whose last record's timestamp is older than
 * {@code producer.id.expiration.ms}, and those of which no record is left.
 *
 * @param told whether the leader said anything: brokers before 2.8, and those that refuse us the right to read the topic, do not
 * @param next by producer id, the sequence number that the producer's next record must have
 */
public record KnownWriters(boolean told, Map<Long, ProducerPosition> next) {

    public KnownWriters {
        next = Map.copyOf(next);
    }

    /** The leader does not tell. */
    static KnownWriters untold() {
        return new KnownWriters(false, Map.of());
    }

    /** Where the producer stands, if it is remembered. */
    public Optional<ProducerPosition> next(long producerId) {
        return Optional.ofNullable(next.get(producerId));
    }
}
