package io.kagami.mirror.cli.demo;

import io.kagami.mirror.cli.demo.view.FlowRow;
import io.kagami.mirror.cli.demo.view.FlowSampler;
import io.kagami.mirror.cli.demo.view.Snapshot;
import io.kagami.mirror.cli.view.Screen;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.List;

/**
 * Shows what the flows do, frame by frame, until its end.
 *
 * <p>Threading: safe.
 */
final class LiveView {

    static final Duration FRAME = Duration.ofMillis(250);

    /** How long nothing may have moved for the copies to be complete. */
    private static final long STILL_NANOS = 1_500_000_000L;

    private final Screen screen;
    private final Duration total;
    private final List<FlowSampler> samplers;
    private String phase = "writing";
    private long recordsSeen;
    private long start = System.nanoTime();
    private long lastMovement = start;
    private boolean ended;
    private List<FlowRow> rows = List.of();

    LiveView(Screen screen, List<Flow> flows, Duration total) {
        this.screen = screen;
        this.total = total;
        this.samplers = flows.stream()
                .map(flow -> new FlowSampler(flow, System::nanoTime))
                .toList();
    }

    /** From now on time is shown; records count from the making of this view. */
    synchronized void begin() {
        start = System.nanoTime();
        lastMovement = start;
    }

    synchronized void phase(String next) {
        phase = next;
    }

    synchronized void draw() {
        if (ended) {
            return;
        }
        long now = System.nanoTime();
        rows = samplers.stream().map(FlowSampler::sample).toList();
        long records = rows.stream().mapToLong(FlowRow::records).sum();
        if (records != recordsSeen) {
            recordsSeen = records;
            lastMovement = now;
        }
        screen.show(new Snapshot(phase, Duration.ofNanos(now - start), total, rows));
    }

    /** Whether no flow lags and none has moved of late. */
    synchronized boolean caughtUp() {
        return System.nanoTime() - lastMovement > STILL_NANOS && rows.stream().allMatch(row -> row.lagRecords() == 0);
    }

    synchronized void end() {
        draw();
        ended = true;
        screen.settle();
        screen.say("");
    }
}
