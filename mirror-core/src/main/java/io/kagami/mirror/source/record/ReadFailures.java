package io.kagami.mirror.source.record;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.event.EventPolicy;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.source.record.partition.MirroredPartition;
import io.kagami.mirror.wire.records.DamagedBatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer's failures mean for single partitions, and where reading goes on. A failure that is no single partition's is the caller's.
 *
 * <p>Threading: Connect's task thread.
 */
final class ReadFailures {

    private static final Duration ASK = Duration.ofSeconds(10);

    private final RecordSettings settings;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ReadTroubles troubles;
    private final Function<TopicPartition, MirroredPartition> partitions;

    ReadFailures(
            RecordSettings settings,
            KafkaConsumer<byte[], byte[]> consumer,
            ReadTroubles troubles,
            Function<TopicPartition, MirroredPartition> partitions) {
        this.settings = settings;
        this.consumer = consumer;
        this.troubles = troubles;
        this.partitions = partitions;
    }

    /** Says what happened and seeks, or lets partitions rest; false if the failure is none of a partition. */
    boolean handle(KafkaException failure, long nowMs) {
        if (failure instanceof LogTruncationException truncated) {
            truncated
                    .offsetOutOfRangePartitions()
                    .forEach((name, wanted) ->
                            truncated(name, wanted, truncated.divergentOffsets().get(name), nowMs));
            return true;
        }
        if (failure instanceof OffsetOutOfRangeException outOfRange) {
            outOfRange.offsetOutOfRangePartitions().forEach((name, wanted) -> outOfRange(name, wanted, nowMs));
            return true;
        }
        if (failure instanceof TopicAuthorizationException refused) {
            consumer.assignment().stream()
                    .filter(name -> refused.unauthorizedTopics().contains(name.topic()))
                    .forEach(name -> troubles.stop(
                            partitions.apply(name),
                            EventKind.SOURCE_NOT_AUTHORIZED,
                            "source refuses to be read: " + refused.getMessage(),
                            nowMs));
            return true;
        }
        return !(failure instanceof ApiException) && damaged(failure, nowMs);
    }

    /** A consumer does not say which partition cannot be decoded but in its message. */
    private boolean damaged(KafkaException failure, long nowMs) {
        Throwable cause = failure.getCause() instanceof KafkaException inner ? inner : failure;
        String message = String.valueOf(cause.getMessage());
        List<TopicPartition> named = consumer.assignment().stream()
                .filter(name -> Pattern.compile("(?<![\\w.-])" + Pattern.quote(name.toString()) + "(?![\\w-])")
                        .matcher(message)
                        .find())
                .toList();
        named.forEach(name -> damaged(name, "source has a batch that cannot be read: " + message, nowMs));
        return !named.isEmpty();
    }

    private void damaged(TopicPartition name, String message, long nowMs) {
        MirroredPartition partition = partitions.apply(name);
        long next = partition.nextToPoll().orElseGet(() -> consumer.position(name, ASK));
        Optional<DamagedBatch> found = troubles.putsAside(EventKind.CORRUPT_BATCH)
                ? RawRead.damagedBatch(settings, partition.member(), next)
                : Optional.empty();
        if (found.isEmpty()) {
            troubles.stop(partition, EventKind.CORRUPT_BATCH, message, nowMs);
            return;
        }
        DamagedBatch batch = found.get();
        EventOffsets offsets =
                new EventOffsets(next, batch.nextOffset(), partition.offsets().downstream());
        PartitionEvent event = troubles.say(partition, EventKind.CORRUPT_BATCH, offsets, message);
        Optional<String> failure = troubles.putAside(event, batch.bytes());
        if (failure.isPresent()) {
            troubles.stop(partition, EventKind.CORRUPT_BATCH, message + "; " + failure.get(), nowMs);
        } else {
            goOn(event, name, new OffsetAndMetadata(batch.nextOffset()), nowMs);
        }
    }

    private void outOfRange(TopicPartition name, long wanted, long nowMs) {
        long earliest = consumer.beginningOffsets(List.of(name), ASK).getOrDefault(name, 0L);
        if (earliest <= wanted) {
            beyondTheEnd(name, wanted, earliest, nowMs);
            return;
        }
        MirroredPartition partition = partitions.apply(name);
        PartitionEvent event = troubles.say(
                partition,
                EventKind.SOURCE_RECORDS_DELETED,
                new EventOffsets(wanted, earliest, partition.offsets().downstream()),
                "source deleted the records from upstream offset " + wanted + " to " + (earliest - 1)
                        + " before they were copied");
        goOn(event, name, new OffsetAndMetadata(earliest), nowMs);
    }

    private void beyondTheEnd(TopicPartition name, long wanted, long earliest, long nowMs) {
        long end = consumer.endOffsets(List.of(name), ASK).getOrDefault(name, wanted);
        if (end >= wanted) {
            consumer.seek(name, wanted); // it has come back meanwhile
            return;
        }
        MirroredPartition partition = partitions.apply(name);
        PartitionEvent event = troubles.say(
                partition,
                EventKind.OFFSET_OUT_OF_RANGE,
                new EventOffsets(end, wanted, partition.offsets().downstream()),
                "source ends at upstream offset " + end + ", though " + wanted + " was next");
        goOn(event, name, new OffsetAndMetadata(event.policy() == EventPolicy.RESTART ? earliest : end), nowMs);
    }

    private void truncated(TopicPartition name, long wanted, @Nullable OffsetAndMetadata parted, long nowMs) {
        MirroredPartition partition = partitions.apply(name);
        if (parted == null) {
            outOfRange(name, wanted, nowMs);
            return;
        }
        long from = Math.min(parted.offset(), wanted);
        PartitionEvent event = troubles.say(
                partition,
                EventKind.SOURCE_DIVERGED,
                new EventOffsets(from, wanted, partition.offsets().downstream()),
                "source lost what was read from upstream offset " + from + " to " + (wanted - 1)
                        + ": the copy keeps it, and what the source has from " + from + " on follows");
        goOn(event, name, new OffsetAndMetadata(from, parted.leaderEpoch(), ""), nowMs);
    }

    private void goOn(PartitionEvent event, TopicPartition name, OffsetAndMetadata place, long nowMs) {
        if (event.makesSick()) {
            troubles.rest(name, nowMs);
        } else {
            MirroredPartition partition = partitions.apply(name);
            partition.goOnAt(place.offset(), place.leaderEpoch());
            seek(consumer, name, partition);
        }
    }

    /** Reading goes on with the partition's next record; with the epoch of the one before, the source can tell whether it is still the same. */
    static void seek(KafkaConsumer<byte[], byte[]> consumer, TopicPartition name, MirroredPartition partition) {
        partition.nextToPoll().ifPresent(next -> {
            Optional<Integer> epoch = partition.epoch();
            consumer.seek(name, new OffsetAndMetadata(next, epoch, ""));
        });
    }
}
