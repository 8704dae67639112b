package io.kagami.mirror.source.record.partition;

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
public final class MirroredRecord extends SourceRecord {

    private final MirroredPartition partition;
    private final long upstreamOffset;
    private final Optional<Integer> leaderEpoch;
    private long nextOffset;
    private @Nullable OptionalLong downstreamOffset;

    /** What Connect sees of a record. */
    public record Content(SchemaAndValue key, SchemaAndValue value, Headers headers) {}

    public MirroredRecord(
            MirroredPartition partition,
            ConnectOffsets offsets,
            ConsumerRecord<byte[], byte[]> original,
            Content content) {
        super(
                offsets.partition(partition.member().source()),
                partition.account(original),
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
        this.nextOffset = original.offset() + 1;
        this.leaderEpoch = original.leaderEpoch();
    }

    public long upstreamOffset() {
        return upstreamOffset;
    }

    /** Where the source goes on behind it. */
    public long nextOffset() {
        return nextOffset;
    }

    /** What is read next is not what follows it in the source. */
    void isFollowedBy(long offset) {
        nextOffset = offset;
    }

    /** Under which leader epoch the source holds it, where it says so. */
    public Optional<Integer> leaderEpoch() {
        return leaderEpoch;
    }

    /** The same, if the source goes on right behind it. */
    Optional<Integer> epochBeforeNext() {
        return nextOffset == upstreamOffset + 1 ? leaderEpoch : Optional.empty();
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
    public void settle(@Nullable RecordMetadata metadata) {
        partition.settled(this, metadata);
    }
}
