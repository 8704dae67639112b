package io.kagami.mirror.source.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.ProducerPosition;
import io.kagami.mirror.offset.map.KnownPair;
import io.kagami.mirror.offset.map.OffsetMap;
import io.kagami.mirror.offset.map.RunRecorder;
import io.kagami.mirror.source.compare.TailComparison.Beginnings;
import io.kagami.mirror.source.compare.TailComparison.Finding;
import io.kagami.mirror.source.position.rules.Basis;
import io.kagami.mirror.source.position.rules.Decision;
import io.kagami.mirror.source.position.rules.Decision.Counted;
import io.kagami.mirror.source.position.rules.Decision.Known;
import io.kagami.mirror.source.position.rules.Decision.Unclear;
import io.kagami.mirror.source.position.rules.Place;
import io.kagami.mirror.source.position.rules.Positions;
import io.kagami.mirror.source.position.rules.Surprise;
import io.kagami.mirror.wire.connection.KnownWriters;
import io.kagami.mirror.wire.produce.TargetTail;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A source and its copy, record by record: what was copied, what the target lost of it, and what was written over that. Each record is a number: its offset
 * at the source, or more than that where it is another one than was there at first.
 */
final class LossSimulation implements Retrace.Questions {

    private static final long FOREIGN = -1;
    private static final long ANOTHER = 1_000_000;
    private static final Uuid TOPIC = new Uuid(1, 2);
    private static final TopicPartition SOURCE = new TopicPartition("orders", 0);
    private static final ProducerPosition FIRST = new ProducerPosition(7, (short) 0, 0);

    private final Random random;
    private final boolean onlyOurs;
    private final NavigableMap<Long, Long> source = new TreeMap<>();
    private final RunRecorder recorder = new RunRecorder(SOURCE, TOPIC, 1_000_000);
    private final OffsetMap stored = new OffsetMap();
    private List<Long> copy = new ArrayList<>();
    private long upstream;
    private long downstream;
    private long ours;
    private long lost;
    private long lostAtSource;
    private int landed;
    private boolean forgotten;
    private Surprise doubt = Surprise.TARGET_LOST_RECORDS;
    private Beginnings beginnings = new Beginnings(0, 0);
    private @Nullable Place found;

    /**
     * Begins with a claim, which is stored before the first record is copied.
     *
     * @param onlyOurs whether nobody else writes to the copy
     */
    LossSimulation(Random random, boolean onlyOurs) {
        this.random = random;
        this.onlyOurs = onlyOurs;
        store();
    }

    /** Some history: runs of records, gaps at the source, others' records in the copy, and positions stored now and then. */
    void copies(int steps) {
        for (int step = 0; step < steps; step++) {
            switch (random.nextInt(onlyOurs ? 3 : 4)) {
                case 0 -> copy(1 + random.nextInt(random.nextBoolean() ? 3 : 40));
                case 1 -> pass(1 + random.nextInt(3));
                case 2 -> store();
                default -> othersWrite(1 + random.nextInt(4));
            }
        }
        if (random.nextBoolean()) {
            store();
        }
    }

    private void copy(int records) {
        recorder.copied(upstream, copy.size(), records);
        for (int record = 0; record < records; record++) {
            source.put(upstream, upstream);
            copy.add(upstream++);
        }
        ours += records;
        downstream = copy.size();
    }

    private void pass(int offsets) {
        upstream += offsets;
        recorder.passed(upstream);
    }

    private void store() {
        recorder.takeDue().forEach(stored::apply);
        stored.apply(new OffsetSync(SOURCE.topic(), 0, upstream, downstream, TOPIC, writer(), recorder.runLength()));
    }

    private ProducerPosition writer() {
        return FIRST.plus(ours);
    }

    void othersWrite(int records) {
        for (int record = 0; record < records; record++) {
            copy.add(FOREIGN);
        }
    }

    /** The target loses its last records, of whomever. */
    void loses(int records) {
        List<Long> rest = new ArrayList<>(copy.subList(0, Math.max(0, copy.size() - records)));
        lost = copy.stream().filter(record -> record != FOREIGN).count()
                - rest.stream().filter(record -> record != FOREIGN).count();
        copy = rest;
    }

    /** Its leader forgets who wrote. */
    void forgets() {
        forgotten = true;
    }

    /** Of the source's next records the first are written to the copy, by us, before we know of a loss. */
    void batchLands(int records) {
        landed = records;
        for (int record = 0; record < records; record++) {
            copy.add(upstream + record);
        }
    }

    /** The source goes on. */
    void sourceHasMore(int records) {
        for (int record = 0; record < records; record++) {
            source.putIfAbsent(upstream + record, upstream + record);
        }
    }

    /** The source loses what it got last, and gets others in its place, beyond where it was copied to; a gap may be in another place then. */
    void sourceIsReplaced(int records) {
        long first = source.isEmpty() ? upstream : source.firstKey(); // what is before was never to be copied
        long from = Math.max(first, upstream - records);
        int before = source.tailMap(from).size();
        source.tailMap(from).clear();
        for (long offset = from; offset < upstream + 5; offset++) {
            if (random.nextInt(10) > 0) {
                source.put(offset, ANOTHER + offset);
            }
        }
        lostAtSource =
                source.subMap(from, upstream).isEmpty() ? 0 : before; // what has none in its place is not noticed
        doubt = Surprise.SOURCE_DIVERGED;
    }

    /** Both delete what is old. */
    void retentionDeletes() {
        long first = random.nextLong(upstream + 1);
        source.headMap(first).clear();
        beginnings = new Beginnings(first, random.nextInt(copy.size() + 1));
    }

    int copied() {
        return (int) ours;
    }

    private TargetTail tail() {
        Map<Long, ProducerPosition> known = forgotten && landed == 0
                ? Map.of()
                : Map.of(7L, landed > 0 ? writer().plus(landed) : writer().plus(-lost));
        return new TargetTail(copy.size(), new KnownWriters(true, known));
    }

    /** Finds the place as the search does. */
    Place place(boolean doubted) {
        TargetTail tail = tail();
        Basis basis = new Basis(upstream, downstream, TOPIC, writer(), recorder.runLength());
        Positions positions = new Positions(FIRST, onlyOurs);
        Decision decision = positions.resume(basis, TOPIC, tail);
        if (decision instanceof Unclear unclear && unclear.back() > 0) {
            retrace(
                    positions,
                    new Retrace.Start(basis, tail, unclear.reason(), Surprise.TARGET_LOST_RECORDS),
                    unclear.back(),
                    () -> {});
        } else if ((doubted && decision.restsOn(basis))
                || (decision instanceof Unclear unsure && unsure.counted() == null)) {
            retrace(
                    positions,
                    new Retrace.Start(basis, tail, "", doubt),
                    0,
                    () -> usual(positions, basis, tail, decision));
        } else {
            usual(positions, basis, tail, decision);
        }
        Place place = found;
        if (place == null) {
            throw new AssertionError("no place was found");
        }
        return place;
    }

    private void retrace(Positions positions, Retrace.Start start, long records, Runnable usual) {
        new Retrace(this, positions.compared(), start, usual, place -> found = place).begin(records + 1);
    }

    private void usual(Positions positions, Basis basis, TargetTail tail, Decision decision) {
        if (decision instanceof Known known) {
            found = known.place();
        } else if (decision instanceof Counted counted) {
            found = counted.place();
        } else {
            Finding finding = finding(KnownPair.at(basis.upstream(), basis.downstream()), 0);
            found = positions.compared().compared(basis, finding, 0, tail);
        }
    }

    @Override
    public void beginnings(Consumer<Beginnings> answer) {
        answer.accept(beginnings);
    }

    @Override
    public void map(Consumer<OffsetMap> answer) {
        answer.accept(stored);
    }

    @Override
    public void holds(KnownPair pair, Consumer<Boolean> answer) {
        Map.Entry<Long, Long> next = source.ceilingEntry(pair.upstream());
        answer.accept(next != null && next.getValue().equals(copy.get((int) pair.downstream())));
    }

    @Override
    public void compare(KnownPair from, Consumer<Finding> answer) {
        answer.accept(finding(from, upstream));
    }

    /** As both are compared, but each record is looked for one by one. */
    private Finding finding(KnownPair from, long copiedTo) {
        long place = from.downstream() - 1;
        long next = from.upstream();
        long count = 0;
        long later = 0;
        boolean missed = false;
        for (Map.Entry<Long, Long> record : source.tailMap(from.upstream()).entrySet()) {
            int at = copy.subList((int) place + 1, copy.size()).indexOf(record.getValue());
            boolean isThere = at >= 0;
            if (!missed) {
                next = record.getKey() + (isThere ? 1 : 0);
                count += isThere ? 1 : 0;
            }
            place += isThere ? at + 1 : 0;
            later += isThere && missed ? 1 : 0;
            missed |= !isThere;
            if (place == copy.size() - 1 && (missed || record.getKey() + 1 >= copiedTo)) {
                break;
            }
        }
        return new Finding(next, count, later, !missed);
    }

    /** Goes on there; then each record the source has is in the copy, and only those are twice that were written before the loss was known. */
    void assertNothingLostFrom(Place place, String what) {
        List<Long> whole = new ArrayList<>(copy);
        source.tailMap(place.upstream()).values().stream()
                .skip(place.recordsToSkip())
                .forEach(whole::add);
        List<Long> recent = whole.subList((int) beginnings.downstream(), whole.size());
        Set<Long> once = new HashSet<>();
        long twice = whole.stream()
                .filter(record -> record != FOREIGN && !once.add(record))
                .count();
        assertThat(twice).as("%s: records that are there twice", what).isLessThanOrEqualTo(landed);
        if (beginnings.downstream() == 0) {
            assertThat(recent).as("%s: all is there", what).containsAll(source.values());
        }
    }

    /** How many of our records are gone, from the target or from the source. */
    long lost() {
        return lost + lostAtSource;
    }
}
