package io.kagami.mirror.wire.fetch;

import io.kagami.mirror.wire.connection.ClusterConnection;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.FetchSessionHandler;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.utils.Time;

/**
 * The fetch session with one broker: at most one request under way.
 *
 * <p>While a partition waits for room, the broker is asked to answer quickly: an answer held back for idle partitions would hold up
 * the waiting one, once it may go on.
 *
 * <p>Threading: the fetcher's thread.
 */
final class BrokerFetch {

    static final long RETRY_BACKOFF_MS = 100;

    private static final long REFUSED_BACKOFF_MS = 5_000;

    private final ClusterConnection connection;
    private final FetchSettings settings;
    private final AnswerRoom room;
    private final Time time;
    private final FetchSession session;
    private final LogParting parting;

    private Node node;
    private Map<TopicPartition, FollowedPartition> partitions = Map.of();
    /** Whether leaders, topics or partitions may have changed since the last request. */
    private boolean regrouped;

    private int asked;
    private boolean someWaitForRoom;
    private boolean underWay;
    /** Whether the last answer brought nothing. */
    private boolean atRest;

    private long notBeforeMs;

    BrokerFetch(ClusterConnection connection, FetchSettings settings, ByteBudget budget, Node node, Time time) {
        this.connection = connection;
        this.settings = settings;
        this.room = new AnswerRoom(connection, settings.maxBytes(), budget, time);
        this.node = node;
        this.time = time;
        this.parting = new LogParting(connection, time);
        this.session = new FetchSession(node.id());
    }

    /** The broker may have moved to another host. */
    void setNode(Node moved) {
        node = moved;
    }

    void setPartitions(List<FollowedPartition> led) {
        Map<TopicPartition, FollowedPartition> byPartition = new LinkedHashMap<>();
        led.forEach(partition -> byPartition.put(partition.partition(), partition));
        partitions = byPartition;
        regrouped = true;
    }

    boolean hasPartitions() {
        return !partitions.isEmpty();
    }

    /**
     * Sends the next fetch if there is something to ask for and memory for the answer.
     *
     * @param shareBytes how much of the budget one broker may reserve, so that idle ones leave something to the others
     * @return false if a later call may send without an answer coming in between
     */
    boolean sendIfDue(long nowMs, long shareBytes, FetchListener listener) {
        if (underWay || partitions.isEmpty()) {
            return true;
        }
        if (nowMs < notBeforeMs || !connection.ready(node)) {
            if (!connection.isConnected(node)) {
                notReached(nowMs, listener);
            }
            return false;
        }
        int reservedBytes = room.reserve(shareBytes);
        if (reservedBytes == 0) {
            return false;
        }
        Optional<FetchRequest.Builder> request =
                isUnchanged(nowMs) ? Optional.of(session.askTheSame(waitMs(), settings.minBytes())) : request(nowMs);
        if (request.isEmpty()) {
            room.cancel(reservedBytes);
            return false;
        }
        underWay = true;
        connection.send(
                node, request.get().setMaxBytes(reservedBytes), answer -> handle(answer, reservedBytes, listener));
        return true;
    }

    /** Whether the broker is to be asked for just what it was asked for last, which it remembers. */
    private boolean isUnchanged(long nowMs) {
        if (asked == 0 || regrouped || !session.isRemembered()) {
            return false;
        }
        for (FollowedPartition partition : partitions.values()) { // a look at each, which makes no object: no stream
            if (!partition.asksTheSame(nowMs)) {
                return false;
            }
        }
        return true;
    }

    /** A request for all that is due, if anything is. */
    private Optional<FetchRequest.Builder> request(long nowMs) {
        FetchSessionHandler.Builder builder = session.nameAll(partitions.size());
        asked = 0;
        someWaitForRoom = false;
        for (FollowedPartition partition : partitions.values()) {
            someWaitForRoom |= partition.waitsForRoom();
            if (isDue(partition, nowMs)) {
                builder.add(partition.partition(), position(partition));
                partition.markAsked();
                asked++;
            } else {
                partition.markLeftOut();
            }
        }
        if (asked == 0) {
            return Optional.empty();
        }
        regrouped = false;
        return Optional.of(session.ask(builder, waitMs(), settings.minBytes()));
    }

    private int waitMs() {
        return settings.waitMs(someWaitForRoom, atRest, asked, partitions.size());
    }

    private void notReached(long nowMs, FetchListener listener) {
        for (FollowedPartition partition : partitions.values()) {
            if (partition.becomesUnavailable(nowMs)) {
                listener.unavailable(partition.partition(), "its leader, broker " + node.id() + ", cannot be reached");
            }
        }
    }

    private FetchRequest.PartitionData position(FollowedPartition partition) {
        return new FetchRequest.PartitionData(
                connection.topicId(partition.partition().topic()),
                partition.fetchOffset(),
                FetchRequest.INVALID_LOG_START_OFFSET,
                settings.maxPartitionBytes(),
                connection.leaderEpoch(partition.partition()),
                epochBefore(partition));
    }

    private static Optional<Integer> epochBefore(FollowedPartition partition) {
        OptionalInt epoch = partition.epochToTell();
        return epoch.isPresent() ? Optional.of(epoch.getAsInt()) : Optional.empty();
    }

    private void handle(ClientResponse answer, int reservedBytes, FetchListener listener) {
        underWay = false;
        if (!(answer.responseBody() instanceof FetchResponse response)) {
            room.cancel(reservedBytes);
            session.failed(Optional.<Throwable>ofNullable(answer.authenticationException())
                    .orElse(DisconnectException.INSTANCE));
            notReached(time.milliseconds(), listener);
            backOff();
            return;
        }
        short version = answer.requestHeader().apiVersion();
        if (!session.answered(response, version)) {
            room.cancel(reservedBytes);
            backOff();
            return;
        }
        Map<TopicPartition, FetchResponseData.PartitionData> parts = session.parts(response, version);
        atRest = parts.isEmpty();
        if (response.throttleTimeMs() > 0) {
            partitions.keySet().stream()
                    .findFirst()
                    .ifPresent(one -> listener.throttled(one, response.throttleTimeMs()));
        }
        ByteBudget.Lease memory = room.settle(answer, reservedBytes, parts);
        try {
            parts.forEach((partition, data) -> handlePartition(partition, data, memory, listener));
        } catch (RuntimeException e) {
            memory.abandon();
            throw e;
        }
        memory.finish();
    }

    private boolean isDue(FollowedPartition partition, long nowMs) {
        return partition.due(nowMs) && isOfTheSameTopic(partition);
    }

    /** Not so once the topic was created anew: its offsets are others. Somebody will notice and follow the new one. */
    private boolean isOfTheSameTopic(FollowedPartition partition) {
        return partition.isOf(connection.topicId(partition.partition().topic()));
    }

    private void handlePartition(
            TopicPartition partition,
            FetchResponseData.PartitionData data,
            ByteBudget.Lease memory,
            FetchListener listener) {
        FollowedPartition state = partitions.get(partition);
        if (state == null || !state.stillAsksForWhatItAsked() || !isOfTheSameTopic(state)) {
            return; // no longer followed, or moved while the answer was on its way
        }
        Errors error = Errors.forCode(data.errorCode());
        boolean news = state.isNews(error);
        FetchErrors kind = FetchErrors.of(error);
        if (!kind.passes()) {
            state.answered();
        }
        switch (kind) {
            case NONE -> handleRecords(state, data, memory, listener);
            case STALE_METADATA -> {
                connection.refreshMetadata();
                tryAgain(state, error, listener);
            }
            case TRANSIENT -> tryAgain(state, error, listener);
            case OUT_OF_RANGE -> parting.outOfRange(state, listener);
            case REFUSED -> {
                state.backOffUntil(time.milliseconds() + REFUSED_BACKOFF_MS);
                if (news) {
                    listener.refused(partition, error);
                }
            }
        }
    }

    private void tryAgain(FollowedPartition state, Errors error, FetchListener listener) {
        long now = time.milliseconds();
        state.backOffUntil(now + RETRY_BACKOFF_MS);
        if (state.becomesUnavailable(now)) {
            listener.unavailable(state.partition(), "its leader answers " + error + ", " + error.message());
        }
    }

    private void handleRecords(
            FollowedPartition state,
            FetchResponseData.PartitionData data,
            ByteBudget.Lease memory,
            FetchListener listener) {
        if (parting.isSeen(state, data, listener)) {
            return;
        }
        ByteBuffer records = bytes(data);
        state.epochs().read(records);
        listener.fetched(new FetchedRecords(
                state.partition(),
                state.fetchOffset(),
                records,
                data.abortedTransactions() == null ? List.of() : data.abortedTransactions(),
                data.highWatermark(),
                data.lastStableOffset(),
                memory));
    }

    private static ByteBuffer bytes(FetchResponseData.PartitionData data) {
        return data.records() instanceof MemoryRecords records ? records.buffer() : ByteBuffer.allocate(0);
    }

    private void backOff() {
        atRest = false;
        notBeforeMs = time.milliseconds() + RETRY_BACKOFF_MS;
        connection.refreshMetadata();
    }
}
