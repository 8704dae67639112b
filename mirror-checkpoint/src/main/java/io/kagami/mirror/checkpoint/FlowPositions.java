package io.kagami.mirror.checkpoint;

import io.kagami.mirror.checkpoint.log.CheckpointTopic;
import io.kagami.mirror.checkpoint.position.Due;
import io.kagami.mirror.checkpoint.state.Way;
import io.kagami.mirror.config.FlowConfig;
import io.kagami.mirror.config.connector.CheckpointConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * The positions of one flow's groups: with the records, and against them where that is asked for.
 *
 * <p>Forward and reverse come to rest together: neither sets a group back unless asked, and the reverse way never does, so what one commits
 * the other finds done. Where one cannot go on, the other still does.
 *
 * <p>Threading: one thread at a time.
 */
final class FlowPositions implements AutoCloseable {

    private final Cadence listing;
    private final Cadence emission;
    private final Cadence commits;
    private final Beginning beginning = new Beginning();
    private final Clients clients;
    private final List<OneWay> ways = new ArrayList<>();
    /** Whether the offset maps were ever read: without any, what was translated before would be given up. */
    private boolean mapped;

    /** Nothing is opened before the first round. */
    FlowPositions(CheckpointConfig config, Supplier<@Nullable PluginMetrics> plugin) {
        this.listing = new Cadence(config.refreshGroupsInterval());
        this.emission = new Cadence(config.emitCheckpointsInterval());
        this.commits = new Cadence(config.syncGroupOffsetsInterval());
        this.clients = new Clients(config.flowConfig());
        ways.add(new OneWay(config, Way.FORWARD, clients, forwardTopic(config), plugin));
        if (config.emitReverseCheckpoints()) {
            ways.add(new OneWay(config, Way.REVERSE, clients, reverseTopic(config), plugin));
        }
    }

    static CheckpointTopic forwardTopic(CheckpointConfig config) {
        FlowConfig flow = config.flowConfig();
        return new CheckpointTopic(
                flow.flow().target(),
                config.checkpointsTopic(),
                config.checkpointsReplicationFactor(),
                flow.targetConsumer(),
                flow.targetProducer(),
                flow.targetAdmin());
    }

    /** At the source, and called as if a flow came from the target. */
    static CheckpointTopic reverseTopic(CheckpointConfig config) {
        FlowConfig flow = config.flowConfig();
        return new CheckpointTopic(
                flow.flow().source(),
                flow.internalTopics().checkpoints(flow.flow().target()),
                config.checkpointsReplicationFactor(),
                flow.sourceConsumer(),
                flow.sourceProducer(),
                flow.sourceAdmin());
    }

    /** Something that may fail for now. */
    private interface Step {
        void run() throws InterruptedException;
    }

    /**
     * Does what is due.
     *
     * @return whether the next round is to come early, as copies are still on their way at the beginning
     * @throws KafkaException what failed first, when all was done that could be
     */
    boolean round() throws InterruptedException {
        long now = System.nanoTime();
        Failures failures = new Failures();
        read(now, failures);
        failures.attempt(() -> {
            clients.maps().refresh();
            mapped = true;
        });
        if (mapped) {
            carryOver(now, failures);
        }
        failures.throwFirst();
        return beginning.isUnderWay();
    }

    /** At the beginning it is the copies that change, not the groups. */
    private void read(long now, Failures failures) throws InterruptedException {
        boolean list = listing.isDue(now);
        for (OneWay way : ways) {
            if (!beginning.isUnderWay() || !way.hasRead()) {
                failures.attempt(() -> way.read(list));
            }
        }
    }

    /** Commits wait until the beginning is over: there is a request for each group, and few positions are final. */
    private void carryOver(long now, Failures failures) throws InterruptedException {
        Set<TopicPartition> remapped = clients.maps().changedSinceLastRefresh();
        for (OneWay way : ways) {
            failures.attempt(() -> way.translate(remapped));
        }
        beginning.follow(ways.stream().anyMatch(OneWay::isAnyWaiting), now);
        Due due = beginning.isUnderWay()
                ? new Due(emission.isEver(), false)
                : new Due(emission.isDue(now), commits.isDue(now));
        for (OneWay way : ways) {
            failures.attempt(() -> way.carryOver(due));
        }
    }

    /** Keeps the first failure. */
    private static final class Failures {
        private @Nullable KafkaException first;

        void attempt(Step step) throws InterruptedException {
            try {
                step.run();
            } catch (InterruptException stopRequested) {
                throw stopRequested;
            } catch (KafkaException e) {
                if (first == null) {
                    first = e;
                }
            }
        }

        void throwFirst() {
            if (first != null) {
                throw first;
            }
        }
    }

    @Override
    public void close() {
        ways.forEach(way -> Utils.closeQuietly(way, "positions one way"));
        clients.close();
    }
}
