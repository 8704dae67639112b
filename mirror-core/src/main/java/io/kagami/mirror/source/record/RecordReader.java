package io.kagami.mirror.source.record;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.metrics.PartitionMeter;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.source.start.StartRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads this task's partitions and makes Connect's records of what it reads. A partition that cannot be read rests; the others go on.
 *
 * <p>Threading: Connect's task thread; {@link #partitions()} may be looked at by any.
 */
final class RecordReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RecordReader.class);
    private static final long REST_MS = Duration.ofSeconds(30).toMillis();
    private static final Duration ASK = Duration.ofSeconds(10);

    private final RecordSettings settings;
    private final ConnectOffsets offsets;
    private final RecordReading reading;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, MirroredPartition> partitions = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> restUntilMs = new HashMap<>();
    private Set<TopicPartition> followed = Set.of();
    private Optional<StartRule> rule = Optional.empty();

    RecordReader(RecordSettings settings, ConnectOffsets offsets) {
        this.settings = settings;
        this.offsets = offsets;
        this.reading = new RecordReading(settings.connector());
        this.consumer =
                new KafkaConsumer<>(settings.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** All that were ever read, those that are gone by now too. */
    Collection<MirroredPartition> partitions() {
        return partitions.values();
    }

    /** Reads these partitions from now on, and no others. One that was away goes on where it was left. */
    void follow(TopicWatch.Known known, StartOffsets start) {
        Map<TopicPartition, Member> members = known.members();
        Set<TopicPartition> recreated = new HashSet<>();
        List<Member> joined = new ArrayList<>();
        members.forEach((name, member) -> {
            MirroredPartition before = partitions.get(name);
            if (before == null) {
                joined.add(member);
            } else if (before.member().ofAnotherTopicThan(member.topicId())) {
                recreated.add(name);
                event(
                        EventKind.TOPIC_RECREATED,
                        before,
                        "source topic was created anew: the new one is copied from its start, behind the old one's records");
                enlist(member);
            }
        });
        rule = known.beginnings().map(TopicWatch.Beginnings::rule);
        Map<TopicPartition, OffsetSync> syncs =
                known.beginnings().map(TopicWatch.Beginnings::syncs).orElse(Map.of());
        Map<TopicPartition, Long> starts = start.of(joined, syncs);
        for (Member member : joined) {
            MirroredPartition partition = enlist(member);
            Optional.ofNullable(starts.get(member.source())).ifPresent(partition::startAt);
        }
        followed.stream()
                .filter(name -> !members.containsKey(name))
                .forEach(name -> enlisted(name).meter().setLagRecords(0));
        followed = Set.copyOf(members.keySet());
        consumer.assign(without(consumer.assignment(), recreated));
        assign();
        LOG.info("copying record by record flow={} partitions={}", settings.flow(), followed.size());
    }

    private MirroredPartition enlist(Member member) {
        PartitionMeter meter = FlowMeter.of(settings.flow()).partition(member.source());
        MirroredPartition partition = new MirroredPartition(member, meter);
        partitions.put(member.source(), partition);
        return partition;
    }

    private MirroredPartition enlisted(TopicPartition name) {
        MirroredPartition partition = partitions.get(name);
        if (partition == null) {
            throw new IllegalStateException(name + " is not followed");
        }
        return partition;
    }

    /** All that are followed and do not rest. Those not read until now begin, or go on where they were left. */
    private void assign() {
        List<TopicPartition> awake = without(followed, restUntilMs.keySet());
        List<TopicPartition> placed = without(awake, Set.copyOf(consumer.assignment()));
        List<TopicPartition> untouched = placed.stream()
                .filter(name -> enlisted(name).nextToPoll().isEmpty())
                .toList();
        Map<TopicPartition, Long> beginnings = beginnings(untouched);
        consumer.assign(awake);
        placed.forEach(name -> enlisted(name).nextToPoll().ifPresent(offset -> consumer.seek(name, offset)));
        beginnings.forEach((name, offset) -> consumer.seek(name, offset));
        List<TopicPartition> open = without(untouched, beginnings.keySet());
        if (open.isEmpty()) {
            return;
        }
        if (since().isPresent()) {
            consumer.seekToEnd(open);
        } else {
            consumer.seekToBeginning(open);
        }
    }

    /** Where partitions begin of which nothing was copied; those left out have no record that is new enough, or begin with their first. */
    private Map<TopicPartition, Long> beginnings(List<TopicPartition> untouched) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Optional<Instant> since = since();
        if (since.isPresent() && !untouched.isEmpty()) {
            Map<TopicPartition, Long> times = new HashMap<>();
            untouched.forEach(name -> times.put(name, since.get().toEpochMilli()));
            consumer.offsetsForTimes(times, ASK).forEach((name, found) -> {
                if (found != null) {
                    offsets.put(name, found.offset());
                }
            });
        }
        rule.ifPresent(known -> untouched.forEach(name ->
                known.noted(name, enlisted(name).member().topicId()).ifPresent(offset -> offsets.put(name, offset))));
        return offsets;
    }

    private Optional<Instant> since() {
        return rule.flatMap(StartRule::since);
    }

    private static List<TopicPartition> without(Collection<TopicPartition> all, Set<TopicPartition> some) {
        return all.stream().filter(name -> !some.contains(name)).toList();
    }

    /** The next records, as Connect wants them; waits for some at most this long. */
    List<SourceRecord> poll(Duration patience, long nowMs) {
        if (restUntilMs.values().removeIf(until -> nowMs >= until)) {
            assign();
        }
        try {
            return forConnect(consumer.poll(patience));
        } catch (OffsetOutOfRangeException e) {
            e.offsetOutOfRangePartitions().forEach((partition, wanted) -> outOfRange(partition, wanted, nowMs));
        } catch (TopicAuthorizationException e) {
            List<TopicPartition> refused = consumer.assignment().stream()
                    .filter(name -> e.unauthorizedTopics().contains(name.topic()))
                    .toList();
            rest(EventKind.SOURCE_NOT_AUTHORIZED, refused, "source refuses to be read: " + e.getMessage(), nowMs);
        }
        return List.of();
    }

    boolean hasNothingToRead() {
        return consumer.assignment().isEmpty();
    }

    private List<SourceRecord> forConnect(ConsumerRecords<byte[], byte[]> polled) {
        List<SourceRecord> records = new ArrayList<>(polled.count());
        try {
            for (TopicPartition name : polled.partitions()) {
                polled.records(name).forEach(record -> add(record, enlisted(name), records));
            }
        } catch (RuntimeException e) {
            goBackBefore(polled); // none of them gets to Connect, those of other partitions neither
            throw e;
        }
        return records;
    }

    private void goBackBefore(ConsumerRecords<byte[], byte[]> polled) {
        for (TopicPartition name : polled.partitions()) {
            long first = polled.records(name).get(0).offset();
            consumer.seek(name, first);
            enlisted(name).goBackTo(first);
        }
    }

    private void add(ConsumerRecord<byte[], byte[]> original, MirroredPartition partition, List<SourceRecord> records) {
        try {
            MirroredRecord record = new MirroredRecord(partition, offsets, original, reading.read(original));
            partition.polled(record);
            records.add(record);
        } catch (DataException e) {
            String what = "record at upstream offset " + original.offset() + " is not what the converters expect: "
                    + e.getMessage();
            if (!"all".equals(settings.connector().get("errors.tolerance"))) {
                throw new ConnectException(what + where(partition), e);
            }
            event(EventKind.RECORD_REFUSED, partition, what + "; it is left out");
            partition.leftOut(original.offset());
        }
    }

    private void outOfRange(TopicPartition name, long wanted, long nowMs) {
        long earliest = consumer.beginningOffsets(List.of(name), ASK).getOrDefault(name, 0L);
        if (earliest > wanted) {
            event(
                    EventKind.SOURCE_RECORDS_DELETED,
                    enlisted(name),
                    "source deleted the records from upstream offset " + wanted + " to " + (earliest - 1)
                            + " before they were copied: copying goes on behind them");
            consumer.seek(name, earliest);
        } else {
            String reason = "source ends before upstream offset " + wanted
                    + ", which was next: it lost records, or the topic was created anew";
            rest(EventKind.OFFSET_OUT_OF_RANGE, List.of(name), reason, nowMs);
        }
    }

    private void rest(EventKind kind, List<TopicPartition> names, String reason, long nowMs) {
        for (TopicPartition name : names) {
            restUntilMs.put(name, nowMs + REST_MS);
            event(
                    kind,
                    enlisted(name),
                    reason + "; this partition rests, others go on, next try in " + REST_MS / 1000 + " s");
        }
        assign();
    }

    /** Notes how far each partition is, and how far behind. What was left out by the consumer, as it was aborted, is dealt with too. */
    void measure() {
        for (TopicPartition name : consumer.assignment()) {
            OptionalLong lag = consumer.currentLag(name);
            if (lag.isPresent()) {
                enlisted(name).reached(consumer.position(name, ASK), lag.getAsLong());
            }
        }
    }

    private void event(EventKind kind, MirroredPartition partition, String what) {
        partition.meter().event(kind);
        LOG.error("{}{}", what, where(partition));
    }

    private String where(MirroredPartition partition) {
        TopicPartition source = partition.member().source();
        return " flow=" + settings.flow() + " topic=" + source.topic() + " partition=" + source.partition();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}
