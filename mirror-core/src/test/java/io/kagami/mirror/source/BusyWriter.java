package io.kagami.mirror.source;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.TopicWriter;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Writes a record set in small portions, in a thread of its own, until it is told to stop. */
final class BusyWriter implements AutoCloseable {

    private static final int PORTION = 200;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final RecordSet records;
    private final TopicWriter writer;
    private final CompletableFuture<Void> work;
    private volatile boolean stopping;

    private BusyWriter(RecordSet records, TopicWriter writer) {
        this.records = records;
        this.writer = writer;
        this.work = CompletableFuture.runAsync(this::run, task -> new Thread(task, "busy-writer").start());
    }

    static BusyWriter start(EmbeddedCluster cluster, RecordSet records, WriteStyle style) {
        return new BusyWriter(records, new TopicWriter(cluster.directProperties(), records, style));
    }

    private void run() {
        while (!stopping && writer.written() < records.count()) {
            writer.write(PORTION);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    long written() {
        return writer.written();
    }

    /** Ends the writing; returns what the brokers have now. */
    RecordSet stop() {
        stopping = true;
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
