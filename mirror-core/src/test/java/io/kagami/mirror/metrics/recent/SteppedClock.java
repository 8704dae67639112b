package io.kagami.mirror.metrics.recent;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves when told to. */
public final class SteppedClock extends Clock {

    private long nowMs;

    public SteppedClock(long nowMs) {
        this.nowMs = nowMs;
    }

    public void advanceMs(long stepMs) {
        nowMs += stepMs;
    }

    @Override
    public long millis() {
        return nowMs;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(nowMs);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
