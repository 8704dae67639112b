package io.kagami.mirror.cli.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.group.RecordIds;
import io.kagami.mirror.testkit.workload.RecordSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a group has processed, wherever it was: each record counted by its id.
 *
 * <p>Threading: safe.
 */
final class Processed {

    private final Map<Long, Integer> timesById = new ConcurrentHashMap<>();

    void add(ConsumerRecord<byte[], byte[]> record) {
        timesById.merge(RecordIds.id(record), 1, Integer::sum);
    }

    /** Ids of all committed records of these sets. */
    static Set<Long> idsOf(RecordSet... sets) {
        Set<Long> ids = new HashSet<>();
        for (RecordSet set : sets) {
            IntStream.range(0, set.partitions())
                    .mapToObj(set::expected)
                    .flatMapToLong(s -> s)
                    .forEach(ids::add);
        }
        return ids;
    }

    /** Whether each of these was processed at least once. */
    boolean holdsAll(Set<Long> ids) {
        return timesById.keySet().containsAll(ids);
    }

    /** How many different records there are. */
    int count() {
        return timesById.size();
    }

    /** The ids processed so far. */
    Set<Long> ids() {
        return new HashSet<>(timesById.keySet());
    }

    /** Ids of records that were processed more than once. */
    LongStream repeated() {
        return timesById.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .mapToLong(Map.Entry::getKey);
    }

    /** Nothing skipped, nothing repeated, and nothing that was never written. */
    void assertEachOnce(String whose, Set<Long> written) {
        Set<Long> skipped = new HashSet<>(written);
        skipped.removeAll(timesById.keySet());
        assertThat(skipped).as("records that %s skipped", whose).isEmpty();
        assertThat(repeated()).as("records that %s repeated", whose).isEmpty();
        assertThat(written).as("written, of what %s processed", whose).containsAll(timesById.keySet());
    }
}
