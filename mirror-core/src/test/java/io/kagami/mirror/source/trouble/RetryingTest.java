package io.kagami.mirror.source.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.topology.Flow;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class RetryingTest {

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Retrying retrying = new Retrying(Flow.of("A", "B"), stopping);

    @Test
    void triesAgainWhatFailsForAWhile() throws InterruptedException {
        AtomicInteger tries = new AtomicInteger();

        assertThat(retrying.until("try", () -> {
                    if (tries.incrementAndGet() < 2) {
                        throw new KafkaException("not yet");
                    }
                    return "done";
                }))
                .contains("done");
    }

    @Test
    void endsWithoutAResultWhenAskedToStop() throws InterruptedException {
        assertThat(retrying.until("try", () -> {
                    stopping.countDown();
                    throw new KafkaException("never");
                }))
                .isEmpty();
    }

    @Test
    void saysWhatWasTriedInVainAndWhy() {
        assertThat(Retrying.gaveUp("read positions", "no right", new KafkaException("no right")))
                .hasMessage("cannot read positions for 60 s: no right");
    }
}
