package io.kagami.mirror.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.offset.map.Exactness;
import io.kagami.mirror.offset.map.OffsetMap;
import io.kagami.mirror.offset.map.Translation;
import io.kagami.mirror.testkit.group.RecordIds;
import io.kagami.mirror.translation.OffsetMaps;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * Holds a stored offset map against both topics, whatever the copy holds besides: repeats, records of others, markers. Nobody who goes on
 * where it says misses a record, and who goes on where it says "exact" reads none again.
 */
final class TrueTranslations {

    private final RecordIds source;
    private final RecordIds copy;
    private final OffsetMap map;

    private TrueTranslations(RecordIds source, RecordIds copy, OffsetMap map) {
        this.source = source;
        this.copy = copy;
        this.map = map;
    }

    static TrueTranslations read(
            FlowConfig config,
            Map<String, String> sourceClient,
            TopicPartition source,
            Map<String, String> targetClient,
            TopicPartition copy)
            throws InterruptedException {
        RecordIds originals = Objects.requireNonNull(
                RecordIds.ofTopic(sourceClient, source.topic()).get(source));
        RecordIds copies = Objects.requireNonNull(
                RecordIds.ofTopic(targetClient, copy.topic()).get(copy));
        try (OffsetMaps maps = OffsetMaps.of(config)) {
            maps.refresh();
            return new TrueTranslations(originals, copies, maps.map(source).orElseThrow());
        }
    }

    /** Returns how many of the source's offsets are translated exactly. */
    long assertForwardTrue() {
        Map<Long, Long> last = new HashMap<>();
        for (int at = 0; at < copy.count(); at++) {
            last.put(copy.ids()[at], copy.offsets()[at]);
        }
        long[] places = new long[source.count()];
        for (int at = 0; at < places.length; at++) {
            places[at] = last.getOrDefault(source.ids()[at], -1L);
        }
        return assertTrue(map::translate, source, places, places, "forward");
    }

    /** Returns how many of the copy's offsets are translated exactly. */
    long assertBackwardTrue() {
        Map<Long, Long> originals = new HashMap<>();
        for (int at = 0; at < source.count(); at++) {
            originals.put(source.ids()[at], source.offsets()[at]);
        }
        Map<Long, Integer> first = new HashMap<>();
        Map<Long, Integer> last = new HashMap<>();
        for (int at = 0; at < copy.count(); at++) {
            first.putIfAbsent(copy.ids()[at], at);
            last.put(copy.ids()[at], at);
        }
        long[] places = new long[copy.count()];
        long[] lastPlaces = new long[copy.count()];
        for (int at = 0; at < places.length; at++) {
            long id = copy.ids()[at];
            long original = originals.getOrDefault(id, -1L);
            places[at] = first.getOrDefault(id, at) == at ? original : -1;
            lastPlaces[at] = last.getOrDefault(id, at) == at ? original : -1;
        }
        return assertTrue(map::invert, copy, places, lastPlaces, "backward");
    }

    /**
     * Holds the map against where records are.
     *
     * @param first where each record of {@code from} is in the other log; -1 for those that are not there, and for those {@code from} had before
     * @param last the same; -1 for those {@code from} has again: who stays in that log reads them again, too
     */
    private static long assertTrue(
            LongFunction<Translation> question, RecordIds from, long[] first, long[] last, String way) {
        long[] firstAtOrAfter = new long[first.length + 1];
        firstAtOrAfter[first.length] = Long.MAX_VALUE;
        for (int at = first.length - 1; at >= 0; at--) {
            firstAtOrAfter[at] = first[at] < 0 ? firstAtOrAfter[at + 1] : Math.min(first[at], firstAtOrAfter[at + 1]);
        }
        long exact = 0;
        long lastBefore = -1;
        int at = 0;
        for (long offset = 0; offset <= from.endOffset(); offset++) {
            while (at < last.length && from.offsets()[at] < offset) {
                lastBefore = Math.max(lastBefore, last[at++]);
            }
            Translation answer = question.apply(offset);
            assertThat(answer.offset())
                    .as("%s, offset %s misses none: %s", way, offset, answer)
                    .isLessThanOrEqualTo(firstAtOrAfter[at]);
            if (answer.exactness() != Exactness.CONSERVATIVE) {
                assertThat(answer.offset())
                        .as("%s, offset %s repeats none: %s", way, offset, answer)
                        .isGreaterThan(lastBefore);
            }
            exact += answer.exactness() == Exactness.EXACT ? 1 : 0;
        }
        return exact;
    }

    /** Every record of either log. */
    void assertAllExact() {
        assertThat(assertForwardTrue()).isGreaterThanOrEqualTo(source.offsets()[source.count() - 1] + 1);
        assertThat(assertBackwardTrue()).isGreaterThanOrEqualTo(copy.offsets()[copy.count() - 1]);
    }
}
