package io.kagami.mirror.testkit.workload;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes a record set in small portions, in a thread of its own, until it is told to stop; a held one writes only as much as
 * it was released to.
 *
 * <p>Threading: safe.
 */
public final class BusyWriter implements AutoCloseable {

    private static final int PORTION = 200;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final RecordSet records;
    private final TopicWriter writer;
    private final CompletableFuture<Void> work;
    private volatile long released;
    private volatile boolean stopping;

    private BusyWriter(RecordSet records, TopicWriter writer, long released) {
        this.records = records;
        this.writer = writer;
        this.released = released;
        this.work = CompletableFuture.runAsync(this::run, task -> new Thread(task, "busy-writer").start());
    }

    /** Writes all of the set, as fast as portions and pauses allow. */
    public static BusyWriter start(Map<String, String> clientProperties, RecordSet records, WriteStyle style) {
        return new BusyWriter(records, new TopicWriter(clientProperties, records, style), records.count());
    }

    /** Writes nothing before {@link #release}. */
    public static BusyWriter held(Map<String, String> clientProperties, RecordSet records, WriteStyle style) {
        return new BusyWriter(records, new TopicWriter(clientProperties, records, style), 0);
    }

    private void run() {
        while (!stopping && writer.written() < records.count()) {
            long more = Math.min(PORTION, released - writer.written());
            if (more > 0) {
                writer.write(more);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Lets this many records more be written. */
    public synchronized void release(long more) {
        released = Math.min(records.count(), released + more);
    }

    /** How many records the brokers have. */
    public long written() {
        return writer.written();
    }

    /** Ends the writing; returns what the brokers have now. */
    public RecordSet stop() {
        stopping = true;
        work.join();
        return records.first(writer.written());
    }

    /** Lets everything be written and waits for it; returns what the brokers have now, which is the whole set. */
    public RecordSet finish() {
        release(records.count());
        work.join();
        return records.first(writer.written());
    }

    @Override
    public void close() {
        stopping = true;
        work.exceptionally(failure -> null).join();
        writer.close();
    }
}
