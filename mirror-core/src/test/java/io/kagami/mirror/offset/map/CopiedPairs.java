package io.kagami.mirror.offset.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The naive model: each copied record with its two offsets, and both ends of the copy. */
final class CopiedPairs {

    private final NavigableMap<Long, Long> downstreamOf = new TreeMap<>();
    private final NavigableMap<Long, Long> upstreamOf = new TreeMap<>();

    void add(long upstream, long downstream) {
        downstreamOf.put(upstream, downstream);
        upstreamOf.put(downstream, upstream);
    }

    /** They are not the latest copies any more. */
    void forgetFrom(long upstream, long downstream) {
        upstreamOf.entrySet().removeIf(pair -> pair.getKey() >= downstream || pair.getValue() >= upstream);
        downstreamOf.entrySet().removeIf(pair -> pair.getKey() >= upstream || pair.getValue() >= downstream);
    }

    NavigableMap<Long, Long> from(long upstream) {
        return downstreamOf.tailMap(upstream, true);
    }

    /** Behind the last copied record. */
    long nextUpstream() {
        return downstreamOf.isEmpty() ? 0 : downstreamOf.lastKey() + 1;
    }

    void checkTranslation(OffsetMap map, long upstream, String what) {
        check(map.translate(upstream), upstream, downstreamOf, upstreamOf, what + " translate " + upstream);
    }

    void checkInversion(OffsetMap map, long downstream, String what) {
        check(map.invert(downstream), downstream, upstreamOf, downstreamOf, what + " invert " + downstream);
    }

    /** Goes back from a true pair, and finds one that is as true, and within the limit. */
    void checkWayBack(OffsetMap map, KnownPair from, long records, KnownPair notBefore, String what) {
        KnownPair pair = map.back(from, records, notBefore);
        String asked = what + " back from " + from + " over " + records + ", not before " + notBefore + ": " + pair;
        Map.Entry<Long, Long> before = downstreamOf.lowerEntry(pair.upstream());
        Map.Entry<Long, Long> next = downstreamOf.ceilingEntry(pair.upstream());
        assertThat(before == null || before.getValue() < pair.downstream())
                .as(asked)
                .isTrue();
        assertThat(next == null || next.getValue() >= pair.downstream())
                .as(asked)
                .isTrue();
        assertThat(pair.records()).as(asked).isBetween(0L, records);
        if (!pair.isAt(from)) {
            assertThat(pair.upstream()).as(asked).isBetween(notBefore.upstream(), from.upstream());
            assertThat(pair.downstream()).as(asked).isBetween(notBefore.downstream(), from.downstream());
        }
    }

    /** The pair before the last so many records before a pair, if there are so many. */
    Optional<KnownPair> wayBack(KnownPair from, long records) {
        return downstreamOf.headMap(from.upstream(), false).descendingMap().entrySet().stream()
                .skip(records - 1)
                .findFirst()
                .map(record -> new KnownPair(record.getKey(), record.getValue(), records));
    }

    private static void check(
            Translation answer,
            long asked,
            NavigableMap<Long, Long> pairs,
            NavigableMap<Long, Long> inverted,
            String what) {
        Map.Entry<Long, Long> next = pairs.ceilingEntry(asked);
        Map.Entry<Long, Long> before = pairs.lowerEntry(asked);
        if (next != null) {
            assertThat(answer.offset()).as("%s skips no record", what).isLessThanOrEqualTo(next.getValue());
        }
        if (answer.exactness() == Exactness.EXACT && before != null) {
            assertThat(answer.offset()).as("%s repeats no record", what).isGreaterThan(before.getValue());
        }
        if (answer.exactness() == Exactness.CONSERVATIVE && before != null) {
            long repeated = inverted.subMap(answer.offset(), true, Math.max(answer.offset(), before.getValue()), true)
                    .size();
            assertThat(repeated).as("%s repeats no more than told", what).isLessThanOrEqualTo(answer.mayRepeat());
        }
    }
}
