package io.kagami.mirror.offset.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.OffsetSyncCodec;
import io.kagami.mirror.offset.ProducerPosition;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** One partition that is copied by processes that come and go, and the log its map is stored in. */
final class CopySimulation {

    private static final TopicPartition SOURCE = new TopicPartition("orders", 3);

    private final Random random;
    private final long mostRuns;
    /** The stored log after compaction: of each key the last value, in the order in which they were written. */
    private final Map<String, Map.Entry<byte[], byte[]>> log = new LinkedHashMap<>();

    private final OffsetMap reader = new OffsetMap();
    private CopiedPairs pairs = new CopiedPairs();
    private Uuid topicId = Uuid.randomUuid();
    private RunRecorder recorder;
    private long upstream;
    private long downstream;
    private long logEnd;
    private OffsetSync stored;
    private boolean comparedOnce;
    private boolean overwrote;
    private boolean comparing;

    /** Begins with records of the source gone already. */
    CopySimulation(Random random, long mostRuns) {
        this.random = random;
        this.mostRuns = mostRuns;
        this.recorder = new RunRecorder(SOURCE, topicId, mostRuns);
        this.upstream = random.nextInt(3) * 10L;
        this.stored = claim();
    }

    private int upTo(int most) {
        return 1 + random.nextInt(most);
    }

    void copy() {
        copy(upTo(50));
    }

    private void copy(int records) {
        recorder.copied(upstream, logEnd, records);
        for (int record = 0; record < records; record++) {
            pairs.add(upstream++, logEnd++);
        }
        downstream = logEnd;
    }

    void copyTransactions() {
        for (int left = upTo(700); left > 0; left--) {
            copy(upTo(3));
            pass(1);
        }
    }

    void pass() {
        pass(upTo(5));
    }

    private void pass(int offsets) {
        upstream += offsets;
        recorder.passed(upstream);
    }

    /** From now on a restart compares now and then, though it could count. */
    void compareSometimes() {
        comparing = true;
    }

    void foreignWrite() {
        logEnd += upTo(5);
    }

    private OffsetSync claim() {
        downstream = logEnd;
        recorder.placed(upstream, downstream);
        return store();
    }

    OffsetSync store() {
        writeDue();
        stored = new OffsetSync(
                SOURCE.topic(),
                SOURCE.partition(),
                upstream,
                downstream,
                topicId,
                new ProducerPosition(1, (short) 0, 0),
                recorder.runLength());
        write(OffsetSyncCodec.key(stored), OffsetSyncCodec.value(stored));
        return stored;
    }

    private void writeDue() {
        overwrote |= recorder.takeOverwrote();
        for (StoredRuns runs : recorder.takeDue()) {
            write(runs.key(), runs.value());
        }
    }

    /** What was recorded since it was last stored is lost; of that, at most what follows no sync yet was stored. */
    private void loseProcess() {
        if (random.nextInt(3) == 0) {
            writeDue();
        }
        OffsetMap tail = OffsetMap.ofTail();
        log.values().forEach(record -> apply(tail, record.getKey(), record.getValue()));
        recorder = RunRecorder.resume(SOURCE, tail, mostRuns);
    }

    /** The log end tells how many records were copied since the last sync, or, beside foreign writes, a comparison where to go on. */
    void restart() {
        loseProcess();
        List<Map.Entry<Long, Long>> copied =
                List.copyOf(pairs.from(stored.upstreamOffset()).entrySet());
        if (stored.downstreamOffset() + copied.size() != logEnd || (comparing && random.nextInt(20) == 0)) {
            comparedOnce = true;
            stored = claim();
            return;
        }
        if (!recorder.goBackTo(stored.upstreamOffset(), stored.downstreamOffset())) {
            assertThat(comparedOnce || overwrote).as("the stored pair is known").isTrue();
            comparedOnce = true;
            stored = claim();
            return;
        }
        downstream = stored.downstreamOffset();
        for (Map.Entry<Long, Long> pair : copied) {
            assertThat(pair.getValue()).isEqualTo(downstream);
            recorder.copied(pair.getKey(), downstream++, 1);
        }
        recorder.passed(upstream);
    }

    /** Somebody has the copier go on elsewhere in the source. */
    void moveThePosition() {
        loseProcess();
        upstream = random.nextLong(upstream + 20);
        pairs.forgetFrom(upstream, logEnd);
        comparedOnce = true; // when moved forward, what lies between is not known
        stored = claim();
    }

    /** A leader that lacks the latest records was elected at the target. */
    void loseTheCopysTail() {
        loseProcess();
        logEnd -= Math.min(logEnd, upTo(random.nextInt(4) == 0 ? 5_000 : 200));
        pairs.forgetFrom(Long.MAX_VALUE, logEnd);
        if (random.nextBoolean()) {
            upstream = pairs.nextUpstream();
        }
        comparedOnce = true;
        stored = claim();
    }

    void recreateTheSource() {
        loseProcess();
        pairs = new CopiedPairs();
        topicId = Uuid.randomUuid();
        recorder.startOver(topicId);
        upstream = 0;
        stored = claim();
    }

    void recreateTheCopy() {
        loseProcess();
        pairs = new CopiedPairs();
        logEnd = 0;
        upstream = random.nextBoolean() ? 0 : upstream;
        stored = claim();
    }

    private void write(byte[] key, byte[] value) {
        String name = HexFormat.of().formatHex(key);
        log.remove(name);
        log.put(name, Map.entry(key, value));
        apply(reader, key, value);
    }

    private static void apply(OffsetMap map, byte[] key, byte[] value) {
        if (StoredRuns.isKey(key)) {
            StoredRuns.decode(key, value.clone()).ifPresent(map::apply);
        } else {
            map.apply(OffsetSyncCodec.decode(key, value));
        }
    }

    /** Asks readers, one that has read on and one that begins now with what compaction has left, for offsets all over. */
    void check(String what) {
        OffsetMap anew = new OffsetMap();
        log.values().forEach(record -> apply(anew, record.getKey(), record.getValue()));
        for (int asked = 0; asked < 200; asked++) {
            check(random.nextLong(upstream + 3), random.nextLong(logEnd + 3), anew, what + " (anew)");
            check(random.nextLong(upstream + 3), random.nextLong(logEnd + 3), reader, what);
        }
        check(stored.upstreamOffset(), stored.downstreamOffset(), anew, what + " (anew)");
        checkWayBack(anew, what + " (anew)");
    }

    /** From where the stored map ends, and from where copying stands: what was copied since it was stored does not count then. */
    private void checkWayBack(OffsetMap map, String what) {
        for (int asked = 0; asked < 6; asked++) {
            KnownPair from = asked % 2 == 0
                    ? KnownPair.at(stored.upstreamOffset(), stored.downstreamOffset())
                    : KnownPair.at(upstream, downstream);
            long records = 1 + random.nextLong(500);
            KnownPair notBefore = asked % 3 == 0
                    ? KnownPair.at(random.nextLong(upstream + 1), random.nextLong(logEnd + 1))
                    : KnownPair.at(0, 0);
            pairs.checkWayBack(map, from, records, notBefore, what);
        }
        KnownPair end = KnownPair.at(stored.upstreamOffset(), stored.downstreamOffset());
        long records = 1 + random.nextLong(300);
        if (!comparedOnce && !overwrote) {
            pairs.wayBack(end, records)
                    .ifPresent(exact -> assertThat(map.back(end, records, KnownPair.at(0, 0)))
                            .as("%s back over %s", what, records)
                            .isEqualTo(exact));
        }
    }

    private void check(long atSource, long atTarget, OffsetMap map, String what) {
        pairs.checkTranslation(map, atSource, what);
        pairs.checkInversion(map, atTarget, what);
        boolean isTold = atSource <= stored.upstreamOffset();
        if (isTold && !comparedOnce && !overwrote) {
            assertThat(map.translate(atSource).exactness())
                    .as("%s translate %s", what, atSource)
                    .isEqualTo(Exactness.EXACT);
        }
    }

    /** How many records its log has. */
    int storedRecords() {
        return log.size();
    }

    boolean overwrote() {
        return overwrote;
    }
}
