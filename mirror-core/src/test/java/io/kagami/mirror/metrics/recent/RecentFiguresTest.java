package io.kagami.mirror.metrics.recent;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.seed.Seeded;
import java.util.Random;
import org.apache.kafka.common.metrics.MeasurableStat;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.stats.Avg;
import org.apache.kafka.common.metrics.stats.Max;
import org.apache.kafka.common.metrics.stats.Min;
import org.apache.kafka.common.metrics.stats.Rate;
import org.apache.kafka.common.metrics.stats.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kafka's own statistics, which MirrorMaker 2's beans are made of, are the oracle. */
class RecentFiguresTest {

    private static final MetricConfig CONFIG = new MetricConfig();

    private final SteppedClock clock = new SteppedClock(1_700_000_000_000L);
    private final RecentTimes times = new RecentTimes(clock);
    private final RecentCount count = new RecentCount(clock);

    @Test
    @ExtendWith(Seeded.class)
    void areKafkas(Random random) {
        MeasurableStat last = new Value();
        MeasurableStat most = new Max();
        MeasurableStat least = new Min();
        MeasurableStat mean = new Avg();
        MeasurableStat rate = new Rate();
        for (int step = 0; step < 5_000; step++) {
            clock.advanceMs(random.nextInt(random.nextInt(20) == 0 ? 100_000 : 3_000));
            long value = random.nextInt(1_000);
            times.add(value, clock.millis());
            count.add(value, clock.millis());
            for (MeasurableStat stat : new MeasurableStat[] {last, most, least, mean, rate}) {
                stat.record(CONFIG, (double) value, clock.millis());
            }
            clock.advanceMs(random.nextInt(random.nextInt(20) == 0 ? 100_000 : 3_000));

            assertSame(times.last(), last);
            assertSame(times.most(), most);
            assertSame(times.least(), least);
            assertSame(times.mean(), mean);
            assertSame(count.rate(), rate);
        }
    }

    private void assertSame(double ours, MeasurableStat kafkas) {
        assertThat(Double.valueOf(ours)).isEqualTo(Double.valueOf(kafkas.measure(CONFIG, clock.millis())));
    }

    @Test
    void areNoNumbersWhereNothingHappened() {
        assertThat(times.last()).isZero();
        assertThat(times.most()).isNaN();
        assertThat(times.least()).isNaN();
        assertThat(times.mean()).isNaN();
        assertThat(count.rate()).isZero();
    }

    @Test
    void takeTheRecordsOfABatchForAsManyOfTheMiddle() {
        times.add(10, 30, 3, clock.millis());
        times.add(100, clock.millis());

        assertThat(times.last()).isEqualTo(100);
        assertThat(times.least()).isEqualTo(10);
        assertThat(times.most()).isEqualTo(100);
        assertThat(times.mean()).isEqualTo((20 + 20 + 20 + 100) / 4.0);
    }
}
