package io.kagami.mirror.wire.connection;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.ListOffsetsRequest;

/**
 * One question about one partition's log.
 *
 * <p>Threading: the thread that owns the connection.
 */
public final class OffsetQuestion {

    private static final int UNKNOWN_EPOCH = -1;

    /**
     * Which offset of a log is meant.
     *
     * @param timestamp as in Kafka's protocol: milliseconds, or a negative number with a meaning of its own
     * @param forReplicas whether records beyond the high watermark count, as they do for replicas and debuggers only
     */
    public record Position(long timestamp, boolean forReplicas) {

        /** The log start offset: the first record a consumer can read. */
        public static final Position EARLIEST = new Position(ListOffsetsRequest.EARLIEST_TIMESTAMP, false);
        /** The high watermark: one past the last record that is safe on all in-sync replicas. */
        public static final Position HIGH_WATERMARK = new Position(ListOffsetsRequest.LATEST_TIMESTAMP, false);
        /** The leader's log end, records beyond the high watermark included. */
        public static final Position LOG_END = new Position(ListOffsetsRequest.LATEST_TIMESTAMP, true);

        /** The first record of this time or later, of those below the high watermark; there may be none. */
        static Position since(Instant time) {
            return new Position(time.toEpochMilli(), false);
        }
    }

    private final TopicPartition partition;
    private final Position position;
    private final LongConsumer answer;
    private final OptionalLong answerIfNone;
    private long notBeforeMs;
    private int timesInVain;
    private boolean cancelled;

    /** {@code answerIfNone} is for positions at which there may be no record. */
    OffsetQuestion(
            TopicPartition partition,
            Position position,
            LongConsumer answer,
            OptionalLong answerIfNone,
            long notBeforeMs) {
        this.partition = partition;
        this.position = position;
        this.answer = answer;
        this.answerIfNone = answerIfNone;
        this.notBeforeMs = notBeforeMs;
    }

    TopicPartition partition() {
        return partition;
    }

    Position position() {
        return position;
    }

    LongConsumer answer() {
        return answer;
    }

    OptionalLong answerIfNone() {
        return answerIfNone;
    }

    boolean isDue(long nowMs) {
        return nowMs >= notBeforeMs;
    }

    /** Nobody could be asked, as the leader is not known or not connected: no broker is spared by waiting longer and longer. */
    void notAsked(long nowMs) {
        notBeforeMs = nowMs + RetryPause.afterMs(1);
    }

    /** It was asked in vain. */
    void askLater(long nowMs) {
        timesInVain++;
        notBeforeMs = nowMs + RetryPause.afterMs(timesInVain);
    }

    boolean isCancelled() {
        return cancelled;
    }

    void cancel() {
        cancelled = true;
    }

    /**
     * One request for questions of one position to one leader. Each partition is in it once, however many ask: brokers refuse to answer for one
     * that is named twice.
     *
     * @param leaderEpoch of a partition, as last heard
     */
    static ListOffsetsRequest.Builder request(
            List<OffsetQuestion> questions, Function<TopicPartition, Optional<Integer>> leaderEpoch, int timeoutMs) {
        Position position = questions.get(0).position;
        Map<String, ListOffsetsTopic> topics = new HashMap<>();
        questions.stream()
                .map(OffsetQuestion::partition)
                .distinct()
                .forEach(partition -> topics.computeIfAbsent(
                                partition.topic(), name -> new ListOffsetsTopic().setName(name))
                        .partitions()
                        .add(new ListOffsetsPartition()
                                .setPartitionIndex(partition.partition())
                                .setCurrentLeaderEpoch(
                                        leaderEpoch.apply(partition).orElse(UNKNOWN_EPOCH))
                                .setTimestamp(position.timestamp())));
        ListOffsetsRequest.Builder builder = position.forReplicas()
                ? ListOffsetsRequest.Builder.forReplica(
                        ApiKeys.LIST_OFFSETS.latestVersion(), ListOffsetsRequest.DEBUGGING_REPLICA_ID)
                : ListOffsetsRequest.Builder.forConsumer(true, IsolationLevel.READ_UNCOMMITTED);
        return builder.setTargetTimes(List.copyOf(topics.values())).setTimeoutMs(timeoutMs);
    }
}
