package io.kagami.mirror.wire.fetch;

import io.kagami.mirror.offset.SourceEpoch;
import io.kagami.mirror.topology.ClusterAlias;
import io.kagami.mirror.wire.connection.AbsenceLookup;
import io.kagami.mirror.wire.connection.AnswerMemory;
import io.kagami.mirror.wire.connection.CleanupLookup;
import io.kagami.mirror.wire.connection.ClusterConnection;
import io.kagami.mirror.wire.connection.OffsetLookup;
import io.kagami.mirror.wire.connection.OffsetQuestion.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.utils.Time;

/**
 * Fetches record batches, undecoded, from the leaders of the partitions it was told to follow.
 *
 * <p>Each broker has at most one fetch under way, within a fetch session, for all its partitions that are neither paused nor
 * resting after an error.
 *
 * <p>Threading: owned by one thread, which calls {@link #poll}; only {@link #wakeup()} may be called from others.
 */
public final class SourceFetcher implements AutoCloseable {

    private static final int MAX_IN_FLIGHT_PER_BROKER = 5;

    private final ClusterConnection connection;
    private final OffsetLookup offsets;
    private final CleanupLookup cleanup;
    private final AbsenceLookup absence;
    private final FetchSettings settings;
    private final ByteBudget budget;
    private final Time time;

    private final Map<TopicPartition, FollowedPartition> followed = new HashMap<>();
    private final Map<TopicPartition, EpochTrail> trails = new HashMap<>();
    private final Map<Integer, BrokerFetch> brokers = new HashMap<>();
    private List<BrokerFetch> turns = List.of();
    private List<FollowedPartition> leaderless = List.of();
    private int groupedAtVersion = -1;
    private boolean regroup = true;

    /**
     * @param config consumer settings, the user's security settings among them
     * @param topicsMaxAge how often topics are listed anew
     * @param wantedTopics which topics to know of at all
     */
    public SourceFetcher(
            ClusterAlias alias,
            ConsumerConfig config,
            FetchSettings settings,
            ByteBudget budget,
            Duration topicsMaxAge,
            Predicate<String> wantedTopics) {
        this.time = Time.SYSTEM;
        this.connection = ClusterConnection.open(
                alias, config, MAX_IN_FLIGHT_PER_BROKER, topicsMaxAge, wantedTopics, AnswerMemory.shared(), time);
        this.offsets = new OffsetLookup(connection);
        this.cleanup = new CleanupLookup(connection);
        this.absence = new AbsenceLookup(connection);
        this.settings = settings;
        this.budget = budget;
    }

    /** Grows whenever topics, partitions or leaders may have changed; 0 or less while nothing is known. */
    public int topicsVersion() {
        return connection.metadataKnown() ? connection.metadataVersion() : 0;
    }

    /** The source's cluster id, as its last answer says; empty before the first one. */
    public Optional<String> clusterId() {
        return connection.clusterId();
    }

    /** What keeps the source from answering at all, as far as is known. */
    public Optional<String> trouble() {
        return connection.trouble();
    }

    /** The same, if it is that the source does not let us in, or is not taken for the one we look for. */
    public Optional<String> refusedAccess() {
        return connection.refusedAccess();
    }

    /** Asks why a wanted topic is not among those the source lists; the answer comes within a later {@link #poll}. */
    public void whyAbsent(String topic, Consumer<Errors> answer) {
        absence.ask(topic, answer);
    }

    /** Lists topics again soon. */
    public void refreshTopics() {
        connection.refreshMetadata();
    }

    /** The wanted topics the source has, with their partition counts. */
    public Map<String, Integer> partitionCounts() {
        return connection.partitionCounts();
    }

    /** The id of the topic, or the zero id where brokers are too old to tell. */
    public Uuid topicId(String topic) {
        return connection.topicId(topic);
    }

    /**
     * Begins to fetch the partition at the offset, or goes on there if it was followed before.
     *
     * @param before the epoch of the record before, where it is known: if the source has another one there, it has diverged
     */
    public void follow(TopicPartition partition, long fetchOffset, Uuid topicId, Optional<SourceEpoch> before) {
        EpochTrail epochs = trails.computeIfAbsent(partition, key -> new EpochTrail());
        before.ifPresent(known -> epochs.begin(known, fetchOffset));
        followed.put(partition, new FollowedPartition(partition, fetchOffset, topicId, epochs));
        regroup = true;
    }

    /** Goes on with what was learnt of the partition's leader epochs when it is followed again. */
    public void unfollow(TopicPartition partition) {
        offsets.cancel(partition);
        if (followed.remove(partition) != null) {
            regroup = true;
        }
    }

    /** The leader epoch of the record before the offset, if it was read. */
    public Optional<SourceEpoch> epochBefore(TopicPartition partition, long offset) {
        return Optional.ofNullable(trails.get(partition)).map(trail -> trail.before(offset));
    }

    /** The leader epoch of the last record that was read. */
    public Optional<SourceEpoch> lastEpoch(TopicPartition partition) {
        return Optional.ofNullable(trails.get(partition)).map(EpochTrail::last);
    }

    public void seek(TopicPartition partition, long fetchOffset) {
        FollowedPartition state = followed.get(partition);
        if (state != null) {
            state.seek(fetchOffset);
        }
    }

    /** Whether there is room for more of the partition; while there is not, nothing of it is fetched. */
    public void setRoom(TopicPartition partition, boolean room) {
        FollowedPartition state = followed.get(partition);
        if (state != null) {
            state.setRoom(room);
        }
    }

    /** Asks for the first offset the partition still has; the answer comes within a later {@link #poll}. */
    public void earliestOffset(TopicPartition partition, LongConsumer answer) {
        offsets.ask(partition, Position.EARLIEST, answer);
    }

    /** The partition is none of ours any more: what was learnt of it goes too. */
    public void forget(TopicPartition partition) {
        unfollow(partition);
        trails.remove(partition);
    }

    /** Asks for one past the last record that is safe at the source; the answer comes within a later {@link #poll}. */
    public void highWatermark(TopicPartition partition, LongConsumer answer) {
        offsets.ask(partition, Position.HIGH_WATERMARK, answer);
    }

    /** Asks for the first record of this time or later, else for the end; the answer comes within a later {@link #poll}. */
    public void offsetSince(TopicPartition partition, Instant time, LongConsumer answer) {
        offsets.askSince(partition, time, answer);
    }

    /**
     * Asks whether records of the topic vanish only from its start, so that they can be counted: it is not compacted, as far as the
     * source says. The answer comes within a later {@link #poll}.
     */
    public void isGapless(String topic, Consumer<Boolean> answer) {
        cleanup.askWhetherGapless(topic, answer);
    }

    /**
     * Sends what can be sent, waits for answers at most the given time, hands them to the listener.
     *
     * @param listener receives what came
     * @param fetching whether new fetches may be sent; answers to earlier ones are handled in any case
     */
    public void poll(long timeoutMs, boolean fetching, FetchListener listener) {
        long now = time.milliseconds();
        group();
        offsets.sendDue(now);
        cleanup.sendDue();
        absence.sendDue();
        for (FollowedPartition partition : leaderless) {
            if (partition.becomesUnavailable(now)) {
                listener.unavailable(partition.partition(), "it has no leader");
            }
        }
        boolean waiting = !offsets.idle();
        if (fetching) {
            Collections.rotate(turns, 1); // when the budget is short, each broker is first now and then
            for (BrokerFetch broker : turns) {
                waiting |= !broker.sendIfDue(now, budget.capacityBytes() / turns.size(), listener);
            }
        }
        connection.poll(waiting ? Math.min(timeoutMs, BrokerFetch.RETRY_BACKOFF_MS) : timeoutMs);
    }

    public void wakeup() {
        connection.wakeup();
    }

    /** Sorts the followed partitions by leader again after either changed. */
    private void group() {
        int version = connection.metadataVersion();
        if (!regroup && version == groupedAtVersion) {
            return;
        }
        groupedAtVersion = version;
        regroup = false;
        Map<Integer, List<FollowedPartition>> byLeader = new HashMap<>();
        List<FollowedPartition> without = new ArrayList<>();
        for (FollowedPartition partition : followed.values()) {
            Optional<Node> leader = connection.leader(partition.partition());
            leader.ifPresent(node -> {
                brokers.computeIfAbsent(node.id(), id -> new BrokerFetch(connection, settings, budget, node, time))
                        .setNode(node);
                byLeader.computeIfAbsent(node.id(), id -> new ArrayList<>()).add(partition);
            });
            if (leader.isEmpty()) {
                without.add(partition);
            }
        }
        leaderless = List.copyOf(without);
        if (!without.isEmpty()) {
            connection.refreshMetadata();
        }
        brokers.forEach((id, broker) -> broker.setPartitions(byLeader.getOrDefault(id, List.of())));
        turns = new ArrayList<>(
                brokers.values().stream().filter(BrokerFetch::hasPartitions).toList());
    }

    @Override
    public void close() {
        connection.close();
    }
}
