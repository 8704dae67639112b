package io.kagami.mirror.source.record;

import io.kagami.mirror.source.account.ConnectOffsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way through Connect, which gives this very object back when it knows what became of it.
 *
 * <p>Threading: belongs to its partition, which guards it.
 */
final class MirroredRecord extends SourceRecord {

    private final MirroredPartition partition;
    private final long upstreamOffset;
    private final Optional<Integer> leaderEpoch;
    private @Nullable OptionalLong downstreamOffset;

    /** What Connect sees of a record. */
    record Content(SchemaAndValue key, SchemaAndValue value, Headers headers) {}

    MirroredRecord(
            MirroredPartition partition,
            ConnectOffsets offsets,
            ConsumerRecord<byte[], byte[]> original,
            Content content) {
        super(
                offsets.partition(partition.member().source()),
                ConnectOffsets.offset(original.offset()),
                partition.member().target().topic(),
                original.partition(),
                content.key().schema(),
                content.key().value(),
                content.value().schema(),
                content.value().value(),
                original.timestamp() < 0 ? null : original.timestamp(),
                content.headers());
        this.partition = partition;
        this.upstreamOffset = original.offset();
        this.leaderEpoch = original.leaderEpoch();
    }

    long upstreamOffset() {
        return upstreamOffset;
    }

    /** Under which leader epoch the source holds it, where it says so. */
    Optional<Integer> leaderEpoch() {
        return leaderEpoch;
    }

    /** Where it is in the copy, or empty if it is not there; {@code null} while that is open. */
    @Nullable
    OptionalLong outcome() {
        return downstreamOffset;
    }

    void setOutcome(OptionalLong offsetInTheCopy) {
        downstreamOffset = offsetInTheCopy;
    }

    /** Connect is done with it: it is at the target, for good, or {@code null} was made of it. */
    void settle(@Nullable RecordMetadata metadata) {
        partition.settled(this, metadata);
    }
}
