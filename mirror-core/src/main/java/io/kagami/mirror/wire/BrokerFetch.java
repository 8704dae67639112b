package io.kagami.mirror.wire;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.FetchSessionHandler;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/**
 * The fetch session with one broker: at most one request under way.
 *
 * <p>While a partition is paused, because the target has not taken what was fetched of it, the broker is asked to answer quickly:
 * an answer held back for idle partitions would hold up the paused one, once it may go on.
 *
 * <p>Threading: the fetcher's thread.
 */
final class BrokerFetch {

    static final long RETRY_BACKOFF_MS = 100;

    private static final int QUICK_WAIT_MS = 10;
    private static final long REFUSED_BACKOFF_MS = 5_000;
    private static final int LEAST_FETCH_BYTES = 64 << 10;
    /** The last version of Fetch that names topics instead of giving their ids. */
    private static final short LAST_VERSION_WITH_NAMES = 12;

    private final ClusterConnection connection;
    private final FetchSettings settings;
    private final ByteBudget budget;
    private final FetchListener listener;
    private final Time time;

    private Node node = Node.noNode();
    private FetchSessionHandler session =
            new FetchSessionHandler(new LogContext(), Node.noNode().id());
    private Map<TopicPartition, FollowedPartition> partitions = Map.of();
    private boolean underWay;
    private long notBeforeMs;

    BrokerFetch(
            ClusterConnection connection,
            FetchSettings settings,
            ByteBudget budget,
            FetchListener listener,
            Time time) {
        this.connection = connection;
        this.settings = settings;
        this.budget = budget;
        this.listener = listener;
        this.time = time;
    }

    void setNode(Node node) {
        if (node.id() != this.node.id()) {
            session = new FetchSessionHandler(new LogContext(), node.id());
        }
        this.node = node;
    }

    void setPartitions(List<FollowedPartition> led) {
        Map<TopicPartition, FollowedPartition> byPartition = new HashMap<>();
        led.forEach(partition -> byPartition.put(partition.partition(), partition));
        partitions = byPartition;
    }

    boolean hasPartitions() {
        return !partitions.isEmpty();
    }

    /**
     * Returns whether nothing is left to do for now: a request is under way or there is nothing to ask.
     *
     * @param shareBytes how much of the budget one broker may reserve, so that idle ones leave something to the others
     */
    boolean sendIfDue(long nowMs, long shareBytes) {
        if (underWay || partitions.isEmpty()) {
            return true;
        }
        if (nowMs < notBeforeMs || !connection.ready(node)) {
            return false;
        }
        FetchSessionHandler.Builder builder = session.newBuilder(partitions.size(), false);
        int due = 0;
        for (FollowedPartition partition : partitions.values()) {
            if (partition.due(nowMs)) {
                builder.add(partition.partition(), position(partition));
                partition.markAsked();
                due++;
            }
        }
        if (due == 0) {
            return false;
        }
        int wantedBytes = (int) Math.min(Math.max(shareBytes, LEAST_FETCH_BYTES), settings.maxBytes());
        int reservedBytes = budget.reserve(Math.min(LEAST_FETCH_BYTES, wantedBytes), wantedBytes);
        if (reservedBytes == 0) {
            return false;
        }
        send(builder.build(), reservedBytes, due < partitions.size());
        return true;
    }

    private FetchRequest.PartitionData position(FollowedPartition partition) {
        return new FetchRequest.PartitionData(
                connection.topicId(partition.partition().topic()),
                partition.fetchOffset(),
                FetchRequest.INVALID_LOG_START_OFFSET,
                settings.maxPartitionBytes(),
                connection.leaderEpoch(partition.partition()));
    }

    private void send(FetchSessionHandler.FetchRequestData data, int reservedBytes, boolean somePaused) {
        short maxVersion = data.canUseTopicIds() ? ApiKeys.FETCH.latestVersion() : LAST_VERSION_WITH_NAMES;
        FetchRequest.Builder request = FetchRequest.Builder.forConsumer(
                        maxVersion,
                        somePaused ? Math.min(QUICK_WAIT_MS, settings.maxWaitMs()) : settings.maxWaitMs(),
                        settings.minBytes(),
                        data.toSend())
                .isolationLevel(IsolationLevel.READ_COMMITTED)
                .setMaxBytes(reservedBytes)
                .metadata(data.metadata())
                .removed(data.toForget())
                .replaced(data.toReplace());
        underWay = true;
        connection.send(node, request, answer -> handle(answer, reservedBytes));
    }

    private void handle(ClientResponse answer, int reservedBytes) {
        underWay = false;
        if (!(answer.responseBody() instanceof FetchResponse response)) {
            budget.cancel(reservedBytes);
            session.handleError(Optional.<Throwable>ofNullable(answer.authenticationException())
                    .orElse(DisconnectException.INSTANCE));
            backOff();
            return;
        }
        short version = answer.requestHeader().apiVersion();
        if (!session.handleResponse(response, version)) {
            budget.cancel(reservedBytes);
            backOff();
            return;
        }
        Map<TopicPartition, FetchResponseData.PartitionData> parts =
                response.responseData(session.sessionTopicNames(), version);
        ByteBudget.Lease memory = budget.settle(reservedBytes, recordBytes(parts));
        try {
            parts.forEach((partition, data) -> handlePartition(partition, data, memory));
        } finally {
            memory.release();
        }
    }

    private static int recordBytes(Map<TopicPartition, FetchResponseData.PartitionData> parts) {
        int bytes = 0;
        for (FetchResponseData.PartitionData data : parts.values()) {
            bytes += FetchResponse.recordsSize(data);
        }
        return bytes;
    }

    private void handlePartition(
            TopicPartition partition, FetchResponseData.PartitionData data, ByteBudget.Lease memory) {
        FollowedPartition state = partitions.get(partition);
        if (state == null || !state.stillAsksForWhatItAsked()) {
            return; // no longer followed, or moved while the answer was on its way
        }
        Errors error = Errors.forCode(data.errorCode());
        switch (FetchErrors.of(error)) {
            case NONE ->
                listener.fetched(new FetchedRecords(
                        partition,
                        state.fetchOffset(),
                        bytes(data),
                        data.abortedTransactions() == null ? List.of() : data.abortedTransactions(),
                        data.highWatermark(),
                        data.lastStableOffset(),
                        memory));
            case STALE_METADATA -> {
                state.backOffUntil(time.milliseconds() + RETRY_BACKOFF_MS);
                connection.refreshMetadata();
            }
            case TRANSIENT -> state.backOffUntil(time.milliseconds() + RETRY_BACKOFF_MS);
            case OUT_OF_RANGE -> {
                state.setPaused(true);
                listener.offsetOutOfRange(partition, state.fetchOffset());
            }
            case REFUSED -> {
                state.backOffUntil(time.milliseconds() + REFUSED_BACKOFF_MS);
                listener.refused(partition, error);
            }
        }
    }

    private static ByteBuffer bytes(FetchResponseData.PartitionData data) {
        return data.records() instanceof MemoryRecords records ? records.buffer() : ByteBuffer.allocate(0);
    }

    private void backOff() {
        notBeforeMs = time.milliseconds() + RETRY_BACKOFF_MS;
        connection.refreshMetadata();
    }
}
