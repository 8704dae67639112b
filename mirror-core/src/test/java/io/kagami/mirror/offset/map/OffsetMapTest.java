package io.kagami.mirror.offset.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.offset.ProducerPosition;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class OffsetMapTest {

    private static final TopicPartition SOURCE = new TopicPartition("orders", 3);
    private static final Uuid ID = Uuid.randomUuid();
    private static final int MILLION = 1_000_000;

    private final OffsetMap map = new OffsetMap();

    private static OffsetSync sync(long upstream, long downstream, long runLength) {
        return new OffsetSync("orders", 3, upstream, downstream, ID, new ProducerPosition(1, (short) 0, 0), runLength);
    }

    private static Translation exact(long offset) {
        return new Translation(offset, Exactness.EXACT, 0);
    }

    @Test
    void aTopicWithoutGapsIsOneRun() {
        map.apply(sync(1_000, 1_000, 1_000));
        map.apply(sync(5_000, 5_000, 5_000));

        assertThat(map.translate(17)).isEqualTo(exact(17));
        assertThat(map.invert(4_999)).isEqualTo(exact(4_999));
        assertThat(map.translate(5_000)).isEqualTo(exact(5_000));
        assertThat(map.translate(5_001)).isEqualTo(new Translation(5_000, Exactness.WAITING, 0));
        assertThat(map.size()).isEqualTo(1);
    }

    @Test
    void whatWasGoneBeforeCopyingBeganIsBeforeTheCopysFirstRecord() {
        map.apply(sync(1_500, 500, 500));

        assertThat(map.translate(0)).isEqualTo(exact(0));
        assertThat(map.translate(1_200)).isEqualTo(exact(200));
        assertThat(map.invert(200)).isEqualTo(exact(1_200));
    }

    @Test
    void syncsOfMirrorMakerAreSinglePairsAndWhatLiesBetweenMayRepeat() {
        map.apply(new OffsetSync("orders", 3, 100, 90));
        map.apply(new OffsetSync("orders", 3, 200, 180));

        assertThat(map.translate(100)).isEqualTo(exact(90));
        assertThat(map.translate(150)).isEqualTo(new Translation(90, Exactness.CONSERVATIVE, 90));
        assertThat(map.invert(100)).isEqualTo(new Translation(100, Exactness.CONSERVATIVE, 100));
        assertThat(map.translate(200)).isEqualTo(exact(180));
    }

    @Test
    void knowsWhetherACopyHoldsNothingButCopies() {
        assertThat(map.coversCopy(0)).isTrue();
        assertThat(map.coversCopy(1)).isFalse();

        map.apply(sync(150, 100, 100)); // the source began at 50
        assertThat(map.coversCopy(100)).isTrue();
        assertThat(map.coversCopy(101)).as("somebody wrote behind it").isFalse();
        map.apply(sync(170, 110, 10)); // not all of the source was copied
        assertThat(map.coversCopy(110)).isTrue();
        map.apply(sync(180, 125, 10)); // somebody wrote in between
        assertThat(map.coversCopy(125)).isFalse();
    }

    @Test
    void doesNotVouchForACopyItKnowsOnlyPairsOf() {
        map.apply(new OffsetSync("orders", 3, 100, 90));

        assertThat(map.coversCopy(90)).isFalse();
    }

    @Test
    void knowsOnlySoManyPairsOfMirrorMaker() {
        for (int pair = 0; pair < 100_000; pair++) {
            map.apply(new OffsetSync("orders", 3, 100L * pair, 90L * pair));
        }
        assertThat(map.size()).isLessThanOrEqualTo(OffsetMap.MOST_ANCHORS);
        assertThat(map.translate(5_000_000).offset()).isBetween(4_000_000L, 4_500_000L);
    }

    @Test
    void aPositionThatOnlyCountsBesideForeignRecordsIsNoPair() {
        map.apply(sync(100, 100, 100));
        map.apply(new OffsetSync("orders", 3, 100, 150, ID, new ProducerPosition(1, (short) 0, 0), 0, null, true));

        assertThat(map.translate(100)).isEqualTo(exact(100));
        assertThat(map.translate(120)).isEqualTo(new Translation(100, Exactness.WAITING, 0));
    }

    @Test
    void aPositionThatWasTakenBackLeavesWhatWasCopiedWhereItIs() {
        map.apply(sync(100, 100, 100));
        map.apply(new OffsetSync("orders", 3, -1, -1));

        assertThat(map.translate(50)).isEqualTo(exact(50));
    }

    @Test
    void aMillionRunsTakeSomeMegabytesAndAnAnswerSomeMicroseconds() {
        RunRecorder recorder = new RunRecorder(SOURCE, ID, 2L * MILLION);
        long upstream = 0;
        for (int run = 0; run < MILLION; run++) {
            recorder.copied(upstream, upstream - run, 100);
            upstream += 101;
            recorder.passed(upstream);
        }
        for (StoredRuns runs : recorder.takeDue()) {
            StoredRuns.decode(runs.key(), runs.value()).ifPresent(map::apply);
        }

        assertThat(map.size()).isGreaterThanOrEqualTo(MILLION);
        double bytesPerRun = map.sizeInBytes() / (double) MILLION;
        long nanos = nanosPerLookup(upstream);
        System.out.println("offset map: " + bytesPerRun + " bytes a run, " + nanos + " ns a lookup");
        assertThat(bytesPerRun).isLessThan(6);
        assertThat(map.translate(101L * 777_777 + 50)).isEqualTo(exact(100L * 777_777 + 50));
    }

    private long nanosPerLookup(long upstreamEnd) {
        Random random = new Random(1);
        long sum = 0;
        int lookups = 0;
        long begin = 0;
        for (int round = 0; round < 2; round++) { // the first one warms up
            begin = System.nanoTime();
            for (lookups = 0; lookups < 50_000; lookups++) {
                sum += map.translate(random.nextLong(upstreamEnd)).offset();
            }
        }
        assertThat(sum).isPositive();
        return (System.nanoTime() - begin) / lookups;
    }
}
