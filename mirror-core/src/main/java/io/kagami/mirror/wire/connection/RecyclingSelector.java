package io.kagami.mirror.wire.connection;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.ChannelBuilder;
import org.apache.kafka.common.network.NetworkReceive;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/**
 * Kafka's selector, which knows of each answer that came in the memory it lies in, so that this can be used again.
 *
 * <p>Threading: as the network client, one thread.
 */
final class RecyclingSelector extends Selector {

    private final AnswerMemory memory;
    /** By correlation id, with which each answer begins. */
    private final Map<Integer, ByteBuffer> arrived = new HashMap<>();

    RecyclingSelector(
            AbstractConfig config,
            Metrics metrics,
            Time time,
            ChannelBuilder channels,
            AnswerMemory memory,
            LogContext logContext) {
        super(
                NetworkReceive.UNLIMITED,
                config.getLong(CommonClientConfigs.CONNECTIONS_MAX_IDLE_MS_CONFIG),
                metrics,
                time,
                "mirror",
                Map.of(),
                true,
                false,
                channels,
                memory,
                logContext);
        this.memory = memory;
    }

    /** What has come; the network client asks once in each poll. */
    @Override
    public Collection<NetworkReceive> completedReceives() {
        Collection<NetworkReceive> receives = super.completedReceives();
        for (NetworkReceive receive : receives) {
            ByteBuffer payload = receive.payload();
            if (AnswerMemory.isLent(payload)) {
                arrived.put(payload.getInt(0), payload);
            }
        }
        return receives;
    }

    /** The memory of an answer that came in this poll, for the caller to give back; empty if there is nothing to give back. */
    Optional<ByteBuffer> take(int correlationId) {
        return Optional.ofNullable(arrived.remove(correlationId));
    }

    /** At the end of a poll: the answers nobody took the memory of were read, and only records point into their answer. */
    void giveBackTheRest() {
        if (!arrived.isEmpty()) {
            arrived.values().forEach(memory::release);
            arrived.clear();
        }
    }
}
