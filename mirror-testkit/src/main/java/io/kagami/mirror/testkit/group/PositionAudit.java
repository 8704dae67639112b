package io.kagami.mirror.testkit.group;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;

/**
 * Holds positions in copies against the positions in the originals they stand for.
 *
 * <p>Threading: one thread.
 */
public final class PositionAudit {

    private final Map<TopicPartition, RecordIds> originals;
    private final Map<TopicPartition, RecordIds> copies;
    private final UnaryOperator<String> copyOf;
    private final boolean onlyCopied;

    /**
     * Reads topics and their copies as they stand.
     *
     * @param copyOf the name of a topic's copy
     */
    public PositionAudit(
            Map<String, String> source, Map<String, String> target, Set<String> topics, UnaryOperator<String> copyOf) {
        this(
                read(source, topics),
                read(target, topics.stream().map(copyOf).collect(Collectors.toSet())),
                copyOf,
                false);
    }

    private PositionAudit(
            Map<TopicPartition, RecordIds> originals,
            Map<TopicPartition, RecordIds> copies,
            UnaryOperator<String> copyOf,
            boolean onlyCopied) {
        this.originals = originals;
        this.copies = copies;
        this.copyOf = copyOf;
        this.onlyCopied = onlyCopied;
    }

    /** The same, for copies that hold some of the records on purpose: none is missed that the copy does not hold at all. */
    public PositionAudit ofWhatWasCopied() {
        return new PositionAudit(originals, copies, copyOf, true);
    }

    private static Map<TopicPartition, RecordIds> read(Map<String, String> client, Set<String> topics) {
        return topics.stream()
                .flatMap(topic -> RecordIds.ofTopic(client, topic).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The records of an original. */
    public RecordIds original(TopicPartition partition) {
        return required(originals, partition);
    }

    /** The records of an original's copy. */
    public RecordIds copy(TopicPartition original) {
        return required(copies, copyOf(original));
    }

    /** The partition's copy. */
    public TopicPartition copyOf(TopicPartition partition) {
        return new TopicPartition(copyOf.apply(partition.topic()), partition.partition());
    }

    /** What happens to a group that goes on in the copy at this position. */
    public PositionCheck check(String group, TopicPartition partition, long committed, OptionalLong inCopy) {
        RecordIds copy = copy(partition);
        long[] read = inCopy.isPresent() ? copy.from(copy.before(inCopy.getAsLong())) : copy.from(0);
        return check(group, partition, committed, inCopy.isPresent(), read);
    }

    /** What happened to a group that has read these records in the copy. */
    public PositionCheck check(String group, TopicPartition partition, long committed, boolean known, long[] read) {
        RecordIds original = original(partition);
        int processed = original.before(committed);
        Set<Long> done = boxed(Arrays.copyOf(original.ids(), processed));
        Set<Long> seen = boxed(read);
        long again = LongStream.of(read).filter(done::contains).count();
        Set<Long> there = onlyCopied ? boxed(copy(partition).ids()) : Set.of();
        long missed = LongStream.of(original.from(processed))
                .filter(id -> !seen.contains(id) && (!onlyCopied || there.contains(id)))
                .count();
        return new PositionCheck(group, partition, known, again, missed);
    }

    private static Set<Long> boxed(long[] ids) {
        return LongStream.of(ids).boxed().collect(Collectors.toCollection(HashSet::new));
    }

    private static RecordIds required(Map<TopicPartition, RecordIds> all, TopicPartition partition) {
        RecordIds records = all.get(partition);
        if (records == null) {
            throw new IllegalArgumentException("there is no " + partition + " among " + all.keySet());
        }
        return records;
    }
}
