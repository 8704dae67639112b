package io.kagami.mirror.runtime;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/** Writes a text to the topic {@code ticks} every 50 ms; throws instead as often as {@link #FAILURES_TO_COME} says. */
public final class TickTask extends SourceTask {

    static final AtomicInteger FAILURES_TO_COME = new AtomicInteger();

    /** While it is set, a task does not come back, so that its worker waits for it in vain before it ends. */
    static final AtomicBoolean STUBBORN = new AtomicBoolean();

    private byte[] text = new byte[0];

    @Override
    public void start(Map<String, String> properties) {
        text = String.valueOf(properties.get("text")).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        if (FAILURES_TO_COME.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new ConnectException("told to fail");
        }
        while (STUBBORN.get()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        TimeUnit.MILLISECONDS.sleep(50);
        return List.of(new SourceRecord(Map.of("k", "v"), Map.of("at", 1L), "ticks", Schema.BYTES_SCHEMA, text));
    }

    @Override
    public void stop() {}

    @Override
    public String version() {
        return "test";
    }
}
