package io.kagami.mirror.checkpoint;

import io.kagami.mirror.checkpoint.commit.CommitRule;
import io.kagami.mirror.checkpoint.commit.GroupCommitter;
import io.kagami.mirror.checkpoint.commit.GroupSync;
import io.kagami.mirror.checkpoint.group.GroupReader;
import io.kagami.mirror.checkpoint.group.Routes;
import io.kagami.mirror.checkpoint.log.CheckpointLog;
import io.kagami.mirror.checkpoint.log.CheckpointOutlet;
import io.kagami.mirror.checkpoint.log.CheckpointTopic;
import io.kagami.mirror.checkpoint.log.CheckpointsUnavailableException;
import io.kagami.mirror.checkpoint.metrics.CheckpointMeter;
import io.kagami.mirror.checkpoint.position.Due;
import io.kagami.mirror.checkpoint.position.Links;
import io.kagami.mirror.checkpoint.position.PositionMirror;
import io.kagami.mirror.checkpoint.position.Rhythm;
import io.kagami.mirror.checkpoint.position.Translator;
import io.kagami.mirror.checkpoint.state.GroupPositions;
import io.kagami.mirror.checkpoint.state.GroupStates;
import io.kagami.mirror.checkpoint.state.Way;
import io.kagami.mirror.config.connector.CheckpointConfig;
import io.kagami.mirror.metrics.JmxRegistration;
import io.kagami.mirror.topology.Flow;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Positions of a flow in one direction, from the first look at the checkpoints topic on.
 *
 * <p>Threading: one thread; blocks.
 */
final class OneWay implements AutoCloseable {

    private static final Duration AFTER_A_REFUSAL = Duration.ofSeconds(30);

    private final CheckpointConfig config;
    private final Flow flow;
    private final Way way;
    private final Clients clients;
    private final CheckpointTopic topic;
    private final CheckpointOutlet outlet;
    private final JmxRegistration shown;
    private final CheckpointMeter meter;
    private @Nullable PositionMirror mirror;
    private @Nullable CheckpointsUnavailableException refusal;
    private long askAgainNanos;
    private boolean hasRead;

    OneWay(
            CheckpointConfig config,
            Way way,
            Clients clients,
            CheckpointTopic topic,
            Supplier<@Nullable PluginMetrics> plugin) {
        this.config = config;
        this.flow = config.flowConfig().flow();
        this.way = way;
        this.clients = clients;
        this.topic = topic;
        this.outlet = new CheckpointOutlet(topic);
        this.shown = GroupPositions.show(flow, way);
        this.meter = CheckpointMeter.of(flow, way, config.metrics(), plugin);
    }

    /**
     * Looks what groups committed.
     *
     * @throws org.apache.kafka.common.KafkaException if that cannot be found out now
     */
    void read(boolean list) throws InterruptedException {
        hasRead = false;
        outlet.rest();
        PositionMirror open = mirror;
        if (open == null) {
            open = openUnlessRefusedLately();
            mirror = open;
        }
        open.read(list);
        hasRead = true;
    }

    /** Whether the last look succeeded. */
    boolean hasRead() {
        return hasRead;
    }

    /** Translates it, unless it could not be read. */
    void translate(Set<TopicPartition> remapped) {
        PositionMirror open = mirror;
        if (open != null) {
            open.note(remapped);
            if (hasRead) {
                open.translate();
            }
        }
    }

    /** Whether a group is ahead of the copy, as far as is known. */
    boolean isAnyWaiting() {
        PositionMirror open = mirror;
        return open != null && open.isAnyWaiting();
    }

    /**
     * Takes it to the other cluster, unless it could not be read.
     *
     * @throws org.apache.kafka.common.KafkaException if that is not possible now
     */
    void carryOver(Due due) throws InterruptedException {
        PositionMirror open = mirror;
        if (open != null && hasRead) {
            open.carryOver(due);
        }
    }

    /** Kafka's clients log each refusal as an error, so it is not provoked every round. */
    private PositionMirror openUnlessRefusedLately() throws InterruptedException {
        CheckpointsUnavailableException last = refusal;
        if (last != null && System.nanoTime() - askAgainNanos < 0) {
            throw last;
        }
        refusal = null;
        try {
            return open();
        } catch (CheckpointsUnavailableException e) {
            if (e.isForbidden()) {
                refusal = e;
                askAgainNanos = System.nanoTime() + AFTER_A_REFUSAL.toNanos();
            }
            throw e;
        }
    }

    private PositionMirror open() throws InterruptedException {
        CheckpointLog log = new CheckpointLog(topic);
        log.createIfAbsent();
        GroupReader reader = new GroupReader(way.from(flow), clients.from(way));
        PositionMirror opened = new PositionMirror(
                flow,
                way,
                new Links(reader, outlet, meter, sync(), rhythm()),
                config.groupSelection(),
                new Routes(config.flowConfig(), way),
                Translator.of(clients.maps(), way));
        opened.restore(log.read());
        opened.note(clients.maps().partitions());
        return opened;
    }

    private Rhythm rhythm() {
        Duration round = CheckpointRounds.interval(config);
        return Rhythm.of(round, config.syncGroupOffsetsInterval().orElse(round));
    }

    private @Nullable GroupSync sync() {
        if (config.syncGroupOffsetsInterval().isEmpty()) {
            return null;
        }
        return new GroupSync(
                new GroupReader(way.to(flow), clients.to(way)),
                new GroupCommitter(clients.to(way)),
                CommitRule.of(way, config.syncGroupOffsetsBackwards()));
    }

    @Override
    public void close() {
        Utils.closeQuietly(shown, "positions in JMX");
        Utils.closeQuietly(meter, "metrics of checkpoints");
        GroupStates.forget(flow, way);
        Utils.closeQuietly(outlet, "producer of checkpoints");
    }
}
