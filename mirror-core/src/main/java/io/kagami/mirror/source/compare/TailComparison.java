package io.kagami.mirror.source.compare;

import io.kagami.mirror.admin.ReaderSettings;
import io.kagami.mirror.admin.StandstillLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Compares the end of a copy with the source, record by record, to find the first one that is not copied yet: for what no count can
 * tell, because the source is compacted, or others write to the copy and the target has forgotten our producer.
 *
 * <p>Threading: one thread at a time; blocks.
 */
public final class TailComparison {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STANDSTILL = Duration.ofSeconds(30);

    private final Map<String, Object> source;
    private final Map<String, Object> target;
    private final ReturnedRecords.Reading returned;
    private final Runnable begun;

    /**
     * Opens nothing yet.
     *
     * @param source consumer settings of the source
     * @param target consumer settings of the target
     * @param returned finds the source's records that came from the target
     * @param begun hears of each comparison
     */
    public TailComparison(
            Map<String, Object> source, Map<String, Object> target, ReturnedRecords.Reading returned, Runnable begun) {
        this.source = Map.copyOf(source);
        this.target = Map.copyOf(target);
        this.returned = returned;
        this.begun = begun;
    }

    /**
     * What to compare.
     *
     * @param topicId of the source's topic
     * @param upstream the source's first record that may not be copied
     * @param downstream where the copy of that record would be
     * @param logEnd of the copy
     * @param copiedTo an offset of the source before which all was copied, so that what is missing of it was lost
     */
    public record Range(
            TopicPartition source,
            TopicPartition target,
            Uuid topicId,
            long upstream,
            long downstream,
            long logEnd,
            long copiedTo) {

        /** One in which nothing is known to have been copied. */
        public Range(
                TopicPartition source,
                TopicPartition target,
                Uuid topicId,
                long upstream,
                long downstream,
                long logEnd) {
            this(source, target, topicId, upstream, downstream, logEnd, upstream);
        }

        /** The copy cannot have more of the source's records than it has offsets there. */
        public long mostRecords() {
            return logEnd - downstream;
        }
    }

    /**
     * What comparing tells.
     *
     * @param next the upstream offset of the first record that is not in the copy
     * @param found how many of the source's records, from the first one on, are in the copy
     * @param laterFound how many records behind it are in the copy all the same, as far as was looked: they will be there twice
     * @param all whether no record was missed, as far as was looked
     */
    public record Finding(long next, long found, long laterFound, boolean all) {

        /** One that missed a record. */
        public Finding(long next, long found, long laterFound) {
            this(next, found, laterFound, false);
        }
    }

    /**
     * The first offsets that two partitions still have.
     *
     * @param upstream the source's
     * @param downstream the copy's
     */
    public record Beginnings(long upstream, long downstream) {}

    /**
     * Asks for the first offsets that source and copy still have.
     *
     * @throws KafkaException if one of the clusters cannot be asked now
     */
    public Beginnings beginnings(TopicPartition sourcePartition, TopicPartition targetPartition) {
        return new Beginnings(beginning(source, sourcePartition), beginning(target, targetPartition));
    }

    private static long beginning(Map<String, Object> client, TopicPartition partition) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                ReaderSettings.of(client), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
    }

    /**
     * Looks for the first record that is not copied yet; empty if a batch is damaged among those that would be compared, which Kafka's consumer
     * tells by nothing but such an exception.
     *
     * @throws KafkaException if one of the clusters could not be read
     */
    public Optional<Finding> compareUnlessDamaged(Range range) throws InterruptedException {
        try {
            return Optional.of(compare(range));
        } catch (KafkaException e) {
            Throwable cause = e.getCause();
            if (e.getClass() != KafkaException.class || cause == null || cause.getClass() != KafkaException.class) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * Looks for the first record that is not copied yet.
     *
     * @throws KafkaException if one of the clusters could not be read
     */
    public Finding compare(Range range) throws InterruptedException {
        begun.run();
        TailMatch match = new TailMatch();
        boolean[] appendTime = {false};
        read(target, IsolationLevel.READ_UNCOMMITTED, range.target(), range.downstream(), range.logEnd(), record -> {
            appendTime[0] |= record.timestampType() == TimestampType.LOG_APPEND_TIME;
            match.add(Fingerprint.of(record, !appendTime[0]));
            return true;
        });
        Walk walk = new Walk(range.upstream());
        try (ReturnedRecords back = returned.from(range.source(), range.topicId(), range.upstream())) {
            read(source, IsolationLevel.READ_COMMITTED, range.source(), range.upstream(), Long.MAX_VALUE, record -> {
                if (!back.isReturned(record.offset())) {
                    walk.note(record.offset(), match.find(Fingerprint.of(record, !appendTime[0])));
                }
                boolean mayFindMore = walk.seen < range.mostRecords() && !match.isExhausted();
                return mayFindMore || (!walk.missed && record.offset() + 1 < range.copiedTo());
            });
        }
        return new Finding(walk.next, walk.found, walk.laterFound, !walk.missed);
    }

    /**
     * Whether the source has, where a record was that was copied, another one of the same leader epoch. Not so where it has none there, nor where the copy
     * has none any more.
     *
     * @param leaderEpoch of the record that was copied
     * @throws KafkaException if one of the clusters could not be read
     */
    public boolean isReplaced(
            TopicPartition original, long upstream, int leaderEpoch, TopicPartition copy, long downstream)
            throws InterruptedException {
        List<ConsumerRecord<byte[], byte[]>> now = new ArrayList<>(1);
        List<ConsumerRecord<byte[], byte[]>> copied = new ArrayList<>(1);
        read(source, IsolationLevel.READ_COMMITTED, original, upstream, upstream + 1, now::add);
        read(target, IsolationLevel.READ_UNCOMMITTED, copy, downstream, downstream + 1, copied::add);
        if (now.isEmpty() || copied.isEmpty() || !now.get(0).leaderEpoch().equals(Optional.of(leaderEpoch))) {
            return false;
        }
        boolean withTimestamp = copied.get(0).timestampType() != TimestampType.LOG_APPEND_TIME;
        return !Fingerprint.of(now.get(0), withTimestamp).equals(Fingerprint.of(copied.get(0), withTimestamp));
    }

    /** How far the source was looked through. */
    private static final class Walk {
        private long next;
        private long seen;
        private long found;
        private long laterFound;
        private boolean missed;

        Walk(long next) {
            this.next = next;
        }

        void note(long offset, boolean isFound) {
            seen++;
            if (!missed) {
                next = isFound ? offset + 1 : offset;
                found += isFound ? 1 : 0;
            }
            laterFound += isFound && missed ? 1 : 0;
            missed |= !isFound;
        }
    }

    /** Reads from one offset to another, or to the present end, until the reader has enough. */
    private static void read(
            Map<String, Object> client,
            IsolationLevel isolation,
            TopicPartition partition,
            long from,
            long toExclusive,
            RecordTest reader)
            throws InterruptedException {
        Map<String, Object> settings = ReaderSettings.of(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
            long end = Math.min(
                    toExclusive, consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L));
            StandstillLimit limit = new StandstillLimit(partition.toString(), STANDSTILL);
            boolean enough = false;
            while (!enough && consumer.position(partition) < end) {
                limit.check(consumer.position(partition));
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    enough = enough || record.offset() >= end || !reader.test(record);
                }
            }
        }
    }

    /** Takes a record; whether it wants more. */
    private interface RecordTest {
        boolean test(ConsumerRecord<byte[], byte[]> record) throws InterruptedException;
    }
}
