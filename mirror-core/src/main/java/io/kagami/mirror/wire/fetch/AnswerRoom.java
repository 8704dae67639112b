package io.kagami.mirror.wire.fetch;

import io.kagami.mirror.wire.connection.AnswerMemory;
import io.kagami.mirror.wire.connection.ClusterConnection;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.utils.Time;

/**
 * The room for one broker's answers: how much to ask for, and the memory of what came, which is used again once all of it was copied.
 *
 * <p>Threading: the fetcher's thread.
 */
final class AnswerRoom {

    private static final int LEAST_BYTES = 64 << 10;

    private final ClusterConnection connection;
    private final AnswerSize size;
    private final ByteBudget budget;
    private final Time time;

    /**
     * @param mostBytes to ask for at once
     */
    AnswerRoom(ClusterConnection connection, int mostBytes, ByteBudget budget, Time time) {
        this.connection = connection;
        this.size = new AnswerSize(mostBytes);
        this.budget = budget;
        this.time = time;
    }

    /**
     * Reserves what the next answer may have.
     *
     * @param shareBytes how much of the budget one broker may reserve
     * @return 0 if there is no room
     */
    int reserve(long shareBytes) {
        int wantedBytes = (int) Math.min(Math.max(shareBytes, LEAST_BYTES), size.bytes());
        return budget.reserve(Math.min(LEAST_BYTES, wantedBytes), wantedBytes);
    }

    /** No answer came, or none that is of use. */
    void cancel(int reservedBytes) {
        budget.cancel(reservedBytes);
    }

    /** The answer's memory, shared by all batches that point into it. */
    ByteBudget.Lease settle(
            ClientResponse answer, int reservedBytes, Map<TopicPartition, FetchResponseData.PartitionData> parts) {
        int recordBytes = 0;
        for (FetchResponseData.PartitionData data : parts.values()) {
            recordBytes += FetchResponse.recordsSize(data);
        }
        size.note(reservedBytes, recordBytes, answer.requestLatencyMs(), time.milliseconds());
        Optional<ByteBuffer> lent = connection.takeMemory(answer);
        int bytes = lent.map(ByteBuffer::capacity).orElse(recordBytes);
        return budget.settle(reservedBytes, bytes, () -> lent.ifPresent(AnswerMemory.shared()::release));
    }
}
