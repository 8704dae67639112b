package io.kagami.mirror.source.record;

import io.kagami.mirror.event.EventKind;
import io.kagami.mirror.event.EventOffsets;
import io.kagami.mirror.event.PartitionEvent;
import io.kagami.mirror.metrics.FlowMeter;
import io.kagami.mirror.metrics.PartitionMeter;
import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.map.RunRecorder;
import io.kagami.mirror.source.account.ConnectOffsets;
import io.kagami.mirror.source.progress.RunNotes;
import io.kagami.mirror.source.record.partition.Member;
import io.kagami.mirror.source.record.partition.MirroredPartition;
import io.kagami.mirror.source.record.partition.MirroredRecord;
import io.kagami.mirror.source.start.StartRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
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

    private final RecordSettings settings;
    private final ConnectOffsets offsets;
    private final RecordReading reading;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, MirroredPartition> partitions = new ConcurrentHashMap<>();
    private final ReadTroubles troubles;
    private final ReadFailures failures;
    private Set<TopicPartition> followed = Set.of();
    /** What is to be read has changed, or what was to be asked for that was not answered. */
    private boolean assignmentDue;

    private Optional<StartRule> rule = Optional.empty();
    private Function<Member, RunRecorder> recorders = member -> {
        throw new IllegalStateException(member + " is not known");
    };

    RecordReader(RecordSettings settings, ConnectOffsets offsets, ReadTroubles troubles) {
        this.settings = settings;
        this.troubles = troubles;
        this.offsets = offsets;
        this.reading = new RecordReading(settings);
        this.consumer =
                new KafkaConsumer<>(settings.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.failures = new ReadFailures(settings, consumer, troubles, this::enlisted);
    }

    /** All that were ever read, those that are gone by now too. */
    Collection<MirroredPartition> partitions() {
        return partitions.values();
    }

    /** Reads these partitions from now on, and no others. One that was away goes on where it was left. */
    void follow(TopicWatch.Known known, StartOffsets start) {
        Map<TopicPartition, Member> members = known.members();
        Map<TopicPartition, OffsetSync> syncs =
                known.beginnings().map(TopicWatch.Beginnings::syncs).orElse(Map.of());
        rule = known.beginnings().map(TopicWatch.Beginnings::rule);
        known.beginnings()
                .map(TopicWatch.Beginnings::positions)
                .ifPresent(positions -> recorders = member -> positions.recorder(member.source(), member.topicId()));
        Set<TopicPartition> recreated = new HashSet<>();
        List<Member> joined = new ArrayList<>();
        members.forEach((name, member) -> {
            MirroredPartition before = partitions.get(name);
            if (before == null) {
                joined.add(member);
            } else if (before.member().ofAnotherTopicThan(member.topicId())) {
                before.replace();
                recreated.add(name);
                sayRecreated(enlist(member));
            }
        });
        if (followed.isEmpty()) {
            troubles.notedBefore(syncs.keySet());
        }
        begin(joined, syncs, start.of(joined, syncs));
        followed.stream().filter(name -> !members.containsKey(name)).forEach(troubles::left);
        followed = Set.copyOf(members.keySet());
        consumer.assign(without(consumer.assignment(), recreated));
        assign();
        LOG.info("copying record by record flow={} partitions={}", settings.flow(), followed.size());
    }

    private void begin(List<Member> joined, Map<TopicPartition, OffsetSync> syncs, StartOffsets.Starts starts) {
        for (Member member : joined) {
            MirroredPartition partition = enlist(member);
            OffsetSync sync = syncs.get(member.source());
            StartOffsets.Start start = starts.known().get(member.source());
            if (sync != null) {
                partition.copyEndedAt(sync.downstreamOffset());
            }
            if (start != null) {
                partition.beginAt(start.offset(), start.before());
            } else if (starts.recreated().contains(member.source())) {
                sayRecreated(partition);
            }
        }
    }

    private void sayRecreated(MirroredPartition partition) {
        PartitionEvent event = troubles.say(
                partition,
                EventKind.TOPIC_RECREATED,
                partition.offsets(),
                "source topic was deleted and created again: the new one is copied from its start, behind the old one's records");
        if (event.makesSick()) {
            troubles.restForGood(partition.member().source());
        }
    }

    private MirroredPartition enlist(Member member) {
        PartitionMeter meter = FlowMeter.of(settings.flow()).partition(member.source());
        RunRecorder recorder = recorders.apply(member);
        MirroredPartition partition =
                new MirroredPartition(member, meter, new RunNotes(member.source(), meter, () -> recorder));
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
        List<TopicPartition> awake = without(followed, troubles.resting());
        List<TopicPartition> placed = without(awake, Set.copyOf(consumer.assignment()));
        List<TopicPartition> untouched = placed.stream()
                .filter(name -> enlisted(name).nextToPoll().isEmpty())
                .toList();
        FirstReads first = FirstReads.find(
                consumer,
                rule,
                untouched.stream().map(name -> enlisted(name).member()).toList());
        consumer.assign(awake);
        placed.forEach(name -> ReadFailures.seek(consumer, name, enlisted(name)));
        first.seek(consumer);
        assignmentDue = false;
    }

    private static List<TopicPartition> without(Collection<TopicPartition> all, Set<TopicPartition> some) {
        return all.stream().filter(name -> !some.contains(name)).toList();
    }

    /** The next records, as Connect wants them; waits for some at most this long. */
    List<SourceRecord> poll(Duration patience, long nowMs) {
        assignmentDue |= troubles.wake(nowMs);
        try {
            if (assignmentDue) {
                assign();
            }
            return hasNothingToRead() ? List.of() : forConnect(consumer.poll(patience));
        } catch (ConnectException e) {
            throw e;
        } catch (KafkaException e) {
            if (!failures.handle(e, nowMs)) {
                throw e;
            }
            assignmentDue = true; // until it has come about
            assign();
        }
        return List.of();
    }

    /** Why nothing is read at all, if nothing is. */
    Optional<String> nothingIsRead(long nowMs) {
        return troubles.nothingIsRead(followed, nowMs);
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
        if (reading.isOfTheTarget(original)) {
            partition.leftOut(original.offset(), original.leaderEpoch());
            return;
        }
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
            troubles.sayLeftOut(
                    partition,
                    new EventOffsets(
                            original.offset(),
                            original.offset() + 1,
                            partition.offsets().downstream()),
                    what + "; it is left out");
            partition.leftOut(original.offset(), original.leaderEpoch());
        }
    }

    /**
     * Notes how far each partition is, and how far behind. What was left out by the consumer, as it was aborted, is dealt with too. Never waits:
     * what is not known now is known a second later.
     */
    void measure() {
        for (TopicPartition name : consumer.assignment()) {
            OptionalLong lag = consumer.currentLag(name);
            if (lag.isPresent()) {
                MirroredPartition partition = enlisted(name);
                try {
                    partition.reached(consumer.position(name, Duration.ZERO), lag.getAsLong());
                    troubles.reads(partition);
                } catch (TimeoutException notKnownNow) {
                    LOG.debug("no position yet topic={} partition={}", name.topic(), name.partition());
                }
            }
        }
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
