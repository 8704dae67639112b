package io.kagami.mirror.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void giveTheShareThatWasNotExceeded() {
        Latencies latencies = new Latencies(LongStream.rangeClosed(1, 100)
                .map(number -> (101 - number) * 1_000_000)
                .toArray());

        assertThat(latencies.count()).isEqualTo(100);
        assertThat(latencies.millis(0.5)).isEqualTo(50);
        assertThat(latencies.millis(0.99)).isEqualTo(99);
        assertThat(latencies.millis(0.999)).isEqualTo(100);
        assertThat(latencies.millis(1)).isEqualTo(100);
        assertThat(latencies.millis(0)).isEqualTo(1);
    }

    @Test
    void doNotExistWithoutRecords() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Latencies(new long[0]));
    }
}
