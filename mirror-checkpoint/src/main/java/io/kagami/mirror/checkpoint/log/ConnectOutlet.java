package io.kagami.mirror.checkpoint.log;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.mirror.Checkpoint;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Hands checkpoints to Connect, whose producer writes them. If that fails, Connect fails the task, and the next one reads back what was
 * written.
 *
 * <p>Threading: one thread puts, Connect's takes.
 */
public final class ConnectOutlet implements CheckpointOutlet {

    /** So many that Connect can commit offsets in between. */
    private static final int MOST_AT_ONCE = 2_000;

    private static final Map<String, Long> NO_OFFSET = Map.of("offset", 0L);

    private final String topic;
    private final Clock clock;
    private final BlockingQueue<List<SourceRecord>> waiting = new LinkedBlockingQueue<>();

    public ConnectOutlet(String topic, Clock clock) {
        this.topic = topic;
        this.clock = clock;
    }

    @Override
    public boolean isFree() {
        return waiting.isEmpty();
    }

    @Override
    public void put(List<Checkpoint> checkpoints) {
        long now = clock.millis();
        for (int from = 0; from < checkpoints.size(); from += MOST_AT_ONCE) {
            int to = Math.min(from + MOST_AT_ONCE, checkpoints.size());
            waiting.add(checkpoints.subList(from, to).stream()
                    .map(checkpoint -> record(checkpoint, now))
                    .toList());
        }
    }

    /** What to return from a poll: null if nothing comes in time. */
    public @Nullable List<SourceRecord> take(Duration patience) throws InterruptedException {
        return waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private SourceRecord record(Checkpoint checkpoint, long timestamp) {
        return new SourceRecord(
                CheckpointCodec.sourcePartition(checkpoint),
                NO_OFFSET,
                topic,
                0,
                Schema.BYTES_SCHEMA,
                CheckpointCodec.key(checkpoint),
                Schema.BYTES_SCHEMA,
                CheckpointCodec.value(checkpoint),
                timestamp);
    }

    @Override
    public void close() {
        waiting.clear();
    }
}
