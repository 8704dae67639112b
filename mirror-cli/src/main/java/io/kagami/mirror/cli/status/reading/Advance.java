package io.kagami.mirror.cli.status.reading;

import io.kagami.mirror.cli.status.PartitionLag;
import io.kagami.mirror.cli.view.RateWindow;
import io.kagami.mirror.cli.view.RateWindow.Rates;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * How fast the positions of a flow advance from look to look. A position that goes back, as when a topic is created anew, counts as standing still.
 *
 * <p>Threading: one thread.
 */
final class Advance {

    private static final long WINDOW_NANOS = Duration.ofSeconds(5).toNanos();

    private final RateWindow window = new RateWindow(WINDOW_NANOS);
    private final Map<TopicPartition, Long> before = new HashMap<>();
    private long records;
    private double bytes;

    /** Takes in where partitions stand now. */
    Optional<Rates> rates(List<PartitionLag> partitions) {
        for (PartitionLag each : partitions) {
            Long last = before.put(each.source(), each.position());
            if (last != null && each.begun()) {
                long copied = Math.max(0, each.position() - last);
                records += copied;
                bytes += copied * each.bytesPerOffset().orElse(0);
            }
        }
        window.add(System.nanoTime(), records, bytes);
        return window.rates();
    }
}
