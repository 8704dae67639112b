package io.kagami.mirror.source;

import io.kagami.mirror.offset.OffsetSync;
import io.kagami.mirror.source.progress.Progress;
import io.kagami.mirror.source.task.PositionSender;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores a task's positions without Connect, where the connector's settings do not say that keys and values stay the bytes they are: the
 * worker's converters count then, which a connector cannot see and which may change bytes. Connect has no account of the flow in that case, and
 * none is needed to go on.
 *
 * <p>Threading: Connect's task thread; the listener hears on a thread of the producer's.
 */
final class PositionsBeside implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PositionsBeside.class);

    private final PositionSender sender;
    private final Consumer<OffsetSync> stored;
    private final Map<TopicPartition, Progress> waiting = new LinkedHashMap<>();
    private final AtomicReference<@Nullable Exception> refusal = new AtomicReference<>();
    private boolean away;

    /** {@code stored} is told of each sync that is safe. */
    PositionsBeside(PositionSender sender, Consumer<OffsetSync> stored) {
        this.sender = sender;
        this.stored = stored;
    }

    /**
     * Sends these and what could not be sent before; waits, 5 seconds at most, only to learn where to.
     *
     * @throws ConnectException if the target has refused any
     */
    void write(List<Progress> positions) {
        Exception refused = refusal.get();
        if (refused != null) {
            throw new ConnectException(
                    "positions cannot be stored in the flow's log of syncs at the target: " + refused.getMessage(),
                    refused);
        }
        positions.forEach(
                progress -> waiting.merge(progress.source(), progress, (earlier, latest) -> latest.after(earlier)));
        if (!waiting.isEmpty() && isReachable()) {
            waiting.values().forEach(progress -> sender.send(progress, failure -> told(progress, failure)));
            waiting.clear();
        }
    }

    private boolean isReachable() {
        try {
            boolean reachable = sender.isReachable();
            away = !reachable;
            return reachable;
        } catch (KafkaException e) {
            if (!away) {
                LOG.warn("positions cannot be stored now, will keep trying error={}", e.getMessage());
            }
            away = true;
            return false;
        }
    }

    private void told(Progress progress, @Nullable Exception failure) {
        if (failure == null) {
            stored.accept(progress.sync());
        } else {
            refusal.compareAndSet(null, failure);
        }
    }

    /** What was not sent. */
    List<Progress> unsent() {
        return new ArrayList<>(waiting.values());
    }

    @Override
    public void close() {
        sender.close();
    }
}
