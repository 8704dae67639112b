package io.kagami.mirror.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class LockoutTest {

    private final KafkaException refused =
            new KafkaException("cannot list groups", new SaslAuthenticationException("wrong password"));

    private final Lockout lockout = new Lockout();
    private long nowNanos = Long.MAX_VALUE - Duration.ofSeconds(40).toNanos(); // the clock may pass its end

    @Test
    void lastsAfterHalfAMinuteOfNothingElse() {
        assertThat(lockout.lasts(refused, nowNanos)).isFalse();
        assertThat(lockout.lasts(refused, after(29))).isFalse();
        assertThat(lockout.lasts(refused, after(1))).isTrue();
        assertThat(lockout.lasts(refused, after(60))).isTrue();
    }

    @Test
    void beginsAnewWhenWeWereLetInOrTheClusterWasAway() {
        assertThat(lockout.lasts(refused, nowNanos)).isFalse();
        assertThat(lockout.lasts(new TimeoutException("nobody answers"), after(20)))
                .isFalse();
        assertThat(lockout.lasts(refused, after(20))).isFalse();
        lockout.over();
        assertThat(lockout.lasts(refused, after(20))).isFalse();
        assertThat(lockout.lasts(refused, after(29))).isFalse();
    }

    @Test
    void neverComesOfOtherFailures() {
        assertThat(lockout.lasts(new TimeoutException("nobody answers"), nowNanos))
                .isFalse();
        assertThat(lockout.lasts(new TimeoutException("nobody answers"), after(100)))
                .isFalse();
    }

    private long after(long seconds) {
        nowNanos += Duration.ofSeconds(seconds).toNanos();
        return nowNanos;
    }
}
